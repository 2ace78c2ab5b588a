import * as fc from 'fast-check';
import { PodIndex } from '../../src/policy/pod-index';
import { selects } from '../../src/policy/selectors';

const name = fc.constantFrom('api', 'worker');
const namespace = fc.constantFrom('shop', 'search');
const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'zone'), fc.constantFrom('a', 'b', 'undefined', 1), { maxKeys: 3 });
const pods = fc.array(fc.record({ kind: fc.constantFrom('Deployment', 'Job'), name, namespace, labels, account: fc.constantFrom('api', 'default') }), { maxLength: 8 });
const selector = fc.oneof(
  fc.record({
    matchLabels: labels,
    matchExpressions: fc.array(fc.record({ key: fc.constantFrom('app', 'tier'), operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.constant(['a']) }), { maxLength: 1 }),
  }, { requiredKeys: [] }),
  fc.constantFrom(undefined, null, 'app', { matchLabels: 'app' }),
);

test('a selector finds the Pods of its namespace that it selects, in their order', () => {
  fc.assert(fc.property(pods, namespace, fc.array(selector, { minLength: 1, maxLength: 3 }), (all, place, selectors) => {
    const index = new PodIndex(all);
    for (const one of selectors) {
      expect(index.selectedBy(place, one)).toEqual(all.filter(pod => pod.namespace === place && selects(one, pod.labels)));
    }
  }), { numRuns: 1000 });
});

test('an owner and a ServiceAccount find their Pods in their namespace, in their order', () => {
  fc.assert(fc.property(pods, namespace, name, (all, place, owner) => {
    const index = new PodIndex(all);

    expect(index.ofOwner(place, `Deployment/${owner}`)).toEqual(all.filter(pod => pod.namespace === place && pod.kind === 'Deployment' && pod.name === owner));
    expect(index.ofAccount(place, owner)).toEqual(all.filter(pod => pod.namespace === place && pod.account === owner));
  }), { numRuns: 300 });
});

test('a selector is held only against the Pods that have the rarest of its labels', () => {
  const asked: string[] = [];
  const pod = (id: string, own: Record<string, unknown>) => ({
    kind: 'Deployment',
    name: id,
    namespace: 'shop',
    account: 'default',
    labels: new Proxy(own, { get: (target, key) => (asked.push(id), Reflect.get(target, key)) as unknown }),
  });
  const index = new PodIndex([pod('a', { app: 'api', tier: 'web' }), pod('b', { app: 'worker', tier: 'web' }), pod('c', { app: 'cron', tier: 'web' })]);
  const selected = () => index.selectedBy('shop', { matchLabels: { tier: 'web', app: 'api' } }).map(found => found.name);

  expect(selected()).toEqual(['a']);
  asked.length = 0;
  expect(selected()).toEqual(['a']);
  expect(new Set(asked)).toEqual(new Set(['a']));
});
