import { setTimeout as sleep } from 'node:timers/promises';
import { Document, IMAGE, synthesise } from '../synthesised';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { mustSucceed } from './harness/run';
import { Watch } from './harness/watch';
import { amount, conditions, fewestReady, isReady, items, Live, matches, references, referents, skew, workloadOf } from './rollout/live';
import { broughtByOthers, exampleReleases, parse, Release, release, yaml } from './rollout/releases';
import { Exposure, PlatformService, ServiceSize, TeamNamespace } from 'pavement';

const COLD_BUILD_MS = 20 * 60 * 1000;
const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';
/** What makes Pods, so that a release has something to roll out. */
const WORKLOADS = ['Deployment', 'StatefulSet', 'Job', 'CronJob'];

// No container runs: the nodes are played, and a Pod on them is ready a second after it was placed. Everything else is real: the API server
// with its admission, the controllers, the scheduler, evictions.
(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('on a control plane with six nodes in three zones', () => {
  let controlPlane: ControlPlane;
  let nodes: Document[];

  beforeAll(async () => {
    controlPlane = await startControlPlane({ workloads: true });
    await controlPlane.applyCrds();
    nodes = items(controlPlane, ['nodes']);
  }, COLD_BUILD_MS);

  afterAll(async () => controlPlane?.stop());

  const live = ({ namespaces }: Release) => Live.of(controlPlane, namespaces);
  const found = (kind: string, namespace: string, name: string) => items(controlPlane, [kind, '-n', namespace, '--field-selector', `metadata.name=${name}`]);
  const inNamespace = (namespace: string, ...args: string[]) => controlPlane.kubectl(['-n', namespace, ...args]);

  /** Applies releases as their teams would: the platform's namespaces with their quotas first, then the rest with what others bring. */
  async function apply(...releases: Release[]): Promise<string[]> {
    const documents = releases.flatMap(each => each.documents);
    const given = documents.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    const missing = releases.flatMap(each => each.namespaces).filter(namespace => !given.includes(namespace));
    if (missing.length > 0) controlPlane.createRestrictedNamespaces(...missing);
    const first = documents.filter(({ kind }) => ['Namespace', 'ResourceQuota', 'LimitRange'].includes(kind));
    const problems = first.length > 0 ? controlPlane.serverSideApply(yaml(first)) : [];
    await eventually(() => {
      expect(releases.flatMap(each => live(each).ofKind('ResourceQuota')).filter(({ status }) => !status.hard)).toEqual([]);
    });
    return [...problems, ...controlPlane.serverSideApply(yaml([...documents, ...releases.flatMap(broughtByOthers)]))];
  }

  function diff(...releases: Release[]) {
    const documents = releases.flatMap(each => each.documents);
    const { status, stdout, stderr } = controlPlane.kubectl(['diff', '--server-side', '-f', '-'], yaml(documents));
    return { status, stdout, stderr };
  }

  /** Waits until every workload is complete, with as many copies as its autoscaler must have at least; answers what did not succeed. */
  async function rollOut({ documents }: Release): Promise<string[]> {
    const failed: string[] = [];
    const wait = async (namespace: string, ...args: string[]) => {
      const { status, stdout, stderr } = await controlPlane.kubectlAsync(['-n', namespace, ...args, '--timeout=90s']);
      if (status !== 0) failed.push(`${args.join(' ')}: ${stderr.trim() || stdout.trim()}`);
    };
    const ofKind = (wanted: string) => documents.filter(({ kind }) => kind === wanted).map(({ metadata, spec }) => ({ ...metadata, spec }));
    for (const { namespace, spec: { minReplicas, scaleTargetRef: { kind, name } } } of ofKind('HorizontalPodAutoscaler')) {
      await eventually(() => {
        const [target] = found(kind, namespace, name);
        expect(target.spec.replicas).toBeGreaterThanOrEqual(minReplicas ?? 1);
      });
    }
    for (const { namespace, name } of ofKind('CronJob')) {
      if (found('jobs', namespace, `${name}-now`).length === 0) {
        mustSucceed('running a CronJob now', inNamespace(namespace, 'create', 'job', `${name}-now`, `--from=cronjob/${name}`));
      }
      await wait(namespace, 'wait', '--for=condition=Complete', `job/${name}-now`);
    }
    for (const { namespace, name } of ofKind('Job')) await wait(namespace, 'wait', '--for=condition=Complete', `job/${name}`);
    for (const kind of ['Deployment', 'StatefulSet']) {
      for (const { namespace, name } of ofKind(kind)) await wait(namespace, 'rollout', 'status', `${kind}/${name}`);
    }
    return failed;
  }

  /** What changes when somebody writes an object. Those with a status are written by controllers too: of them, what no controller changes. */
  function fingerprints(...releases: Release[]): string[] {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: releases.flatMap(({ documents }) => documents) });
    const { stdout } = mustSucceed('reading back', controlPlane.kubectl(['get', '-f', '-', '-o', 'json'], list));
    return JSON.parse(stdout).items.map(({ kind, metadata, spec, status }: Document) => {
      const { namespace, name, uid, generation, labels, annotations, resourceVersion } = metadata;
      const written = status ? {} : { resourceVersion };
      return JSON.stringify({ kind, namespace, name, uid, generation, labels, annotations, spec, ...written });
    });
  }

  function expectRunning(now: Live): void {
    for (const deployment of now.ofKind('Deployment')) {
      const pods = now.podsOf(deployment);
      expect(conditions(deployment)).toMatchObject({ Available: 'True', Progressing: 'True' });
      expect(conditions(deployment)).not.toHaveProperty('ReplicaFailure', 'True');
      expect(deployment.status).toMatchObject({ availableReplicas: deployment.spec.replicas, updatedReplicas: deployment.spec.replicas });
      expect(pods.filter(isReady)).toHaveLength(deployment.spec.replicas);
    }
  }

  function expectSpread(now: Live): void {
    const skews = now.ofKind('Deployment').map(deployment => {
      const pods = now.podsOf(deployment);
      return { name: deployment.metadata.name, zones: skew(pods, nodes, ZONE), nodes: skew(pods, nodes, HOST) };
    });
    expect(skews.filter(each => each.zones > 1 || each.nodes > 1)).toEqual([]);
  }

  describe('every example in every environment', () => {
    const served = () => new Set(mustSucceed('listing kinds', controlPlane.kubectl(['api-resources', '--no-headers'])).stdout.trim().split('\n')
      .map(line => line.trim().split(/\s+/).slice(-3)).map(([version, , kind]) => `${version}/${kind}`));
    const withWorkloads = exampleReleases().filter(({ documents }) => documents.some(({ kind }) => WORKLOADS.includes(kind)));
    let releases: Release[];

    beforeAll(async () => {
      // a kind that the server does not know has nothing to roll out; that the examples hold no such kind is shown elsewhere
      const kinds = served();
      releases = withWorkloads.map(each => ({ ...each, documents: each.documents.filter(({ apiVersion, kind }) => kinds.has(`${apiVersion}/${kind}`)) }));
      expect(await apply(...releases)).toEqual([]);
    });

    test('differs in nothing from what kubectl applied', async () => {
      // a status that is written while kubectl compares shows up as a difference, but not twice
      await eventually(() => expect(diff(...releases)).toEqual({ status: 0, stdout: '', stderr: '' }));
    });

    test('is not changed by being applied again', async () => {
      for (const each of releases) expect(await rollOut(each)).toEqual([]);
      const before = fingerprints(...releases);

      expect(await apply(...releases)).toEqual([]);

      await sleep(1000); // a controller that saw a change would have begun
      expect(fingerprints(...releases)).toEqual(before);
    });

    describe.each(withWorkloads.map(({ name }, index) => [name, index] as const))('%s', (_, index) => {
      let now: Live;
      let failed: string[];

      beforeAll(async () => {
        failed = await rollOut(releases[index]);
        now = live(releases[index]);
      });

      test('becomes available, with the copies that its autoscalers want at least', () => {
        expect(failed).toEqual([]);
        expectRunning(now);
      });

      test('has its Pods spread over zones and nodes', () => expectSpread(now));

      test('has no Pod refused, by Pod Security or anything else', () => expect(now.refusals()).toEqual([]));

      test('autoscales what is there, by containers that are there', async () => {
        await eventually(() => {
          now = live(releases[index]);
          for (const autoscaler of now.ofKind('HorizontalPodAutoscaler')) {
            const { metadata: { name, namespace }, spec: { minReplicas, metrics, scaleTargetRef } } = autoscaler;
            const [target] = found(scaleTargetRef.kind, namespace, scaleTargetRef.name);
            const measured = metrics.flatMap((metric: Document) => metric.containerResource?.container ?? []);
            const pod = target.spec.template.spec;
            const containers = [...pod.containers, ...pod.initContainers ?? []].map(container => container.name);
            const rescales = now.ofKind('Event').filter(({ involvedObject, reason }) => involvedObject.name === name && reason === 'SuccessfulRescale');
            expect(containers).toEqual(expect.arrayContaining(measured));
            expect(conditions(autoscaler)).toMatchObject({ AbleToScale: 'True' });
            // played nodes give no metrics: what is shown is the least number, which the autoscaler sets without any
            expect(target.spec.replicas).toBe(minReplicas);
            expect(rescales.map(({ message }) => message)).toEqual(minReplicas > 1 ? [expect.stringContaining(`New size: ${minReplicas};`)] : []);
          }
        });
      });

      test('has a budget for each Deployment, which allows a disruption and never blocks', async () => {
        await eventually(() => {
          now = live(releases[index]);
          for (const deployment of now.ofKind('Deployment').filter(isOurs)) {
            const { namespace, name } = deployment.metadata;
            const budgets = now.ofKind('PodDisruptionBudget').filter(({ spec }) => matches(spec.selector, deployment.spec.template.metadata.labels));
            const { replicas } = deployment.spec;
            expect(budgets.map(({ spec }) => now.selected(namespace, spec.selector))).toEqual([[name]]);
            for (const { status } of budgets) {
              expect(status).toMatchObject({ expectedPods: replicas, currentHealthy: replicas });
              expect(status.disruptionsAllowed).toBeGreaterThan(0);
              expect(status.desiredHealthy).toBe(replicas - status.disruptionsAllowed);
            }
          }
        });
      });

      test('has Services that lead to every ready Pod of one Deployment', async () => {
        await eventually(() => {
          now = live(releases[index]);
          for (const { metadata: { namespace, name }, spec } of now.ofKind('Service').filter(service => service.spec.selector)) {
            const [selected, ...others] = now.selected(namespace, { matchLabels: spec.selector });
            const deployment = now.ofKind('Deployment').find(({ metadata }) => metadata.name === selected);
            const endpoints = now.ofKind('EndpointSlice').filter(({ metadata }) => metadata.labels['kubernetes.io/service-name'] === name)
              .flatMap(slice => slice.endpoints ?? []);
            expect(others).toEqual([]);
            expect(endpoints.filter(({ conditions: { ready } }) => ready).map(({ targetRef }) => targetRef.name).sort())
              .toEqual(now.podsOf(deployment).map(({ metadata }) => metadata.name).sort());
          }
        });
      });

      test('has no Pod without a network policy for both directions', () => {
        const open = now.ofKind('Pod').filter(isOurs).filter(pod => !['Ingress', 'Egress'].every(direction => now.ofKind('NetworkPolicy')
          .some(({ metadata, spec }) => metadata.namespace === pod.metadata.namespace && spec.policyTypes.includes(direction)
            // the policy that denies everything to everybody is not the Pod's own
            && Object.keys(spec.podSelector).length > 0 && matches(spec.podSelector, pod.metadata.labels))));
        expect(open.map(({ metadata }) => metadata.name)).toEqual([]);
      });

      test('needs no ConfigMap and no Secret but its own and what others are known to bring', () => {
        const there = referents([...now.ofKind('ConfigMap'), ...now.ofKind('Secret')]);
        const missing = now.ofKind('Pod').flatMap(references).filter(reference => !there.includes(reference));
        expect(missing).toEqual([]);
      });
    });
  });

  describe('a program of three services in a namespace with a quota', () => {
    const NAMESPACE = 'shop';
    const COPIES: Record<string, number> = { checkout: 3, frontend: 9, pricing: 3 };
    const first = shop();
    let podsBefore: Document[];

    beforeAll(async () => {
      expect(await apply(first)).toEqual([]);
      expect(await rollOut(first)).toEqual([]);
    });

    const pods = () => items(controlPlane, ['pods', '-n', NAMESPACE]);
    const uids = (objects: Document[]) => objects.map(({ metadata }) => `${metadata.name} ${metadata.uid}`).sort();
    const of = (service: string, objects: Document[]) => objects.filter(({ metadata }) => metadata.labels['app.kubernetes.io/name'] === service);

    test('runs, spread over zones and nodes', () => {
      const now = live(first);
      expect(Object.fromEntries(now.ofKind('Deployment').map(deployment => [deployment.metadata.name, now.podsOf(deployment).length]))).toEqual(COPIES);
      expectRunning(now);
      expectSpread(now);
      expect(now.refusals()).toEqual([]);
    });

    test('differs in nothing from what kubectl applied, and a second synth of it changes nothing', async () => {
      await eventually(() => expect(diff(first)).toEqual({ status: 0, stdout: '', stderr: '' }));
      const before = fingerprints(first);
      podsBefore = pods();

      expect(await apply(shop())).toEqual([]);

      await sleep(2000); // a controller that saw a change would have begun
      expect(fingerprints(first)).toEqual(before);
      expect(uids(pods())).toEqual(uids(podsBefore));
    });

    test('has what it uses counted by the quota', async () => {
      await eventually(() => {
        const containers = pods().flatMap(({ spec }) => spec.containers);
        const sum = (from: (resources: Document) => string) => containers.map(({ resources }) => amount(from(resources))).reduce((a, b) => a + b, 0);
        const [{ status: { used, hard } }] = live(first).ofKind('ResourceQuota');
        expect(amount(used['requests.cpu'])).toBeCloseTo(sum(({ requests }) => requests.cpu));
        expect(amount(used['requests.memory'])).toBe(sum(({ requests }) => requests.memory));
        expect(amount(used['limits.memory'])).toBe(sum(({ limits }) => limits.memory));
        expect(used).toMatchObject({ 'pods': '15', 'services.loadbalancers': '0' });
        expect(hard).toMatchObject({ 'requests.cpu': '2', 'requests.memory': '8Gi', 'services.loadbalancers': '0', 'services.nodeports': '0' });
      });
    });

    test('cannot take more than the quota: the quota says so, and what runs goes on', async () => {
      const all = shop({ analytics: true });
      const more = release('analytics', all.documents.filter(({ metadata }) => metadata.name === 'analytics'));
      expect(controlPlane.serverSideApply(yaml(more.documents))).toEqual([]);

      const refused = inNamespace(NAMESPACE, 'wait', '--for=condition=ReplicaFailure', 'deployment/analytics', '--timeout=30s');
      const [deployment] = found('deployments', NAMESPACE, 'analytics');
      const after = live(first);
      mustSucceed('deleting the service', controlPlane.kubectl(['delete', '--wait', '-f', '-'], yaml(more.documents)));

      const reason = /is forbidden: exceeded quota: platform, requested: requests\.cpu=1, used: requests\.cpu=1050m, limited: requests\.cpu=2$/;
      expect(refused.status).toBe(0);
      expect(deployment.status.conditions.find(({ type }: Document) => type === 'ReplicaFailure').message).toMatch(reason);
      expect(after.refusals().filter(message => reason.test(message))).not.toEqual([]);
      expect(of('analytics', after.ofKind('Pod'))).toEqual([]);
      expect(uids(pods())).toEqual(uids(podsBefore));
    });

    test('keeps Pods below the restricted level out, and gives a container that names no resources the defaults of the namespace', async () => {
      const secure = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
      const pod = (name: string, securityContext: object) => ({
        apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: NAMESPACE }, spec: { containers: [{ name: 'main', image: IMAGE.reference, securityContext }] },
      });
      await eventually(() => expect(inNamespace(NAMESPACE, 'get', 'serviceaccount', 'default').status).toBe(0));

      const root = controlPlane.serverSideApply(yaml([pod('root', {})]));
      const bare = controlPlane.serverSideApply(yaml([pod('bare', secure)]));
      const runs = inNamespace(NAMESPACE, 'wait', '--for=condition=Ready', 'pod/bare', '--timeout=30s');
      const [{ spec }] = found('pods', NAMESPACE, 'bare');
      const [{ spec: { limits: [range] } }] = live(first).ofKind('LimitRange');
      mustSucceed('deleting the Pod', inNamespace(NAMESPACE, 'delete', 'pod', 'bare', '--wait'));

      expect(root).toEqual([expect.stringContaining('violates PodSecurity "restricted:')]);
      expect(bare).toEqual([]);
      expect(runs.status).toBe(0);
      expect(spec.containers[0].resources).toEqual({ requests: range.defaultRequest, limits: range.default });
      expect(range.defaultRequest).toMatchObject({ cpu: '100m', memory: '256Mi' });
    });

    test('loses no more than one ready copy at a time when a node is drained, and the drain ends', async () => {
      const all = items(controlPlane, ['pods', '-A', '--field-selector', 'status.phase=Running']).filter(isOurs);
      const frontend = of('frontend', pods());
      const [node] = nodes.map(({ metadata }) => metadata.name)
        .sort((a, b) => frontend.filter(({ spec }) => spec.nodeName === b).length - frontend.filter(({ spec }) => spec.nodeName === a).length);
      const expected = Object.fromEntries(all.map(workloadOf).map(workload => [workload, all.filter(pod => workloadOf(pod) === workload).length]));
      expect(frontend.filter(({ spec }) => spec.nodeName === node).length).toBeGreaterThan(1);

      const { drain, fewest } = await watching<Document, { drain: Document; fewest: Record<string, number> }>('/api/v1/pods', async watch => {
        await eventually(() => expect(watch.events.length).toBeGreaterThanOrEqual(all.length));
        const done = await controlPlane.kubectlAsync(['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=120s']);
        return { drain: done, fewest: fewestReady(watch.events, expected) };
      });
      const left = items(controlPlane, ['pods', '-A', '--field-selector', `spec.nodeName=${node}`]).filter(({ status }) => status.phase === 'Running');
      mustSucceed('uncordon', controlPlane.kubectl(['uncordon', node]));

      expect(drain).toMatchObject({ status: 0 });
      expect(left).toEqual([]);
      const lost = Object.entries(expected).map(([workload, copies]) => ({ workload, copies, lost: copies - fewest[workload] }));
      expect(lost.filter(each => !(each.lost <= 1))).toEqual([]);
      expect(lost.filter(each => each.lost === 1)).not.toEqual([]);
      expect(await rollOut(first)).toEqual([]);
    });

    test('refuses to evict a second copy while the first one has no successor', async () => {
      const names = nodes.map(({ metadata }) => metadata.name);
      const [one, other] = of('checkout', pods()).map(({ metadata }) => metadata.name);
      const evict = (name: string) => controlPlane.kubectl(
        ['create', '--raw', `/api/v1/namespaces/${NAMESPACE}/pods/${name}/eviction`, '-f', '-'],
        JSON.stringify({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: NAMESPACE } }),
      );

      // with no node to go to, the successor has to wait
      mustSucceed('cordon', controlPlane.kubectl(['cordon', ...names]));
      const [allowed, refused] = [evict(one), evict(other)];
      mustSucceed('uncordon', controlPlane.kubectl(['uncordon', ...names]));

      expect(allowed).toMatchObject({ status: 0 });
      expect(refused.stderr).toContain('Cannot evict pod as it would violate the pod\'s disruption budget');
      await eventually(() => expect(of('checkout', pods()).filter(({ status }) => status.phase === 'Running')).toHaveLength(COPIES.checkout));
      expect(await rollOut(first)).toEqual([]);
    });

    test('rolls the Pods of the service whose config changed, without one that is missing, and no others', async () => {
      const before = live(first);
      const oldPods = pods();

      const { failed, deployments, fewest } = await watching<Document, Document>(`/apis/apps/v1/namespaces/${NAMESPACE}/deployments`, async watch => {
        await eventually(() => expect(watch.events.length).toBeGreaterThanOrEqual(Object.keys(COPIES).length));
        return watching<Document, Document>(`/api/v1/namespaces/${NAMESPACE}/pods`, async podWatch => {
          await eventually(() => expect(podWatch.events.length).toBeGreaterThanOrEqual(oldPods.length));
          const second = shop({ currency: 'GBP' });
          const problems = await apply(second);
          return {
            failed: [...problems, ...await rollOut(second)],
            deployments: watch.events.map(({ object }) => object),
            fewest: fewestReadyOfService(podWatch, 'checkout', COPIES.checkout),
          };
        });
      });
      const after = live(first);
      const newPods = pods();
      const [checkout] = of('checkout', after.ofKind('Deployment'));
      const available = of('checkout', deployments).map(({ status }) => status.availableReplicas ?? 0);
      const configOf = (pod: Document) => references(pod).find(reference => reference.startsWith('ConfigMap/checkout-config'));

      expect(failed).toEqual([]);
      expect(Math.min(...available)).toBe(COPIES.checkout);
      expect(fewest).toBe(COPIES.checkout);
      expect(of('checkout', after.ofKind('ReplicaSet'))).toHaveLength(of('checkout', before.ofKind('ReplicaSet')).length + 1);
      expect(uids(of('checkout', newPods)).filter(uid => uids(oldPods).includes(uid))).toEqual([]);
      expect(new Set(of('checkout', newPods).map(configOf)).size).toBe(1);
      expect(configOf(of('checkout', newPods)[0])).not.toBe(configOf(of('checkout', oldPods)[0]));
      expect(skew(after.podsOf(checkout), nodes, ZONE)).toBeLessThanOrEqual(1);
      for (const service of ['frontend', 'pricing']) expect(uids(of(service, newPods))).toEqual(uids(of(service, oldPods)));
      expectRunning(after);
    });
  });

  async function watching<T, R>(path: string, action: (watch: Watch<T>) => Promise<R>): Promise<R> {
    const watch = controlPlane.watch<T>(path);
    try {
      return await action(watch);
    } finally {
      await watch.stop();
    }
  }
});

/** Three services that call each other in a team's namespace: nine copies of the frontend, so that some node has two, and three of the others. */
function shop({ currency = 'EUR', analytics = false } = {}): Release {
  // the summary of a synth is for people
  const quiet = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const { files } = synthesise(app => {
    const prod = app.environment('prod');
    new TeamNamespace(prod, 'namespace', { cpuCores: 2, memoryGiB: 8 });
    const frontend = new PlatformService(prod, 'frontend', {
      image: IMAGE, size: ServiceSize.XS, scaling: { minReplicas: 9 }, exposure: Exposure.host('shop.{zone}'),
    });
    const checkout = new PlatformService(prod, 'checkout', { image: IMAGE, scaling: { minReplicas: 3 }, config: { CURRENCY: currency } });
    const pricing = new PlatformService(prod, 'pricing', { image: IMAGE, scaling: { minReplicas: 3 }, config: { ROUNDING: 'half-up' } });
    frontend.calls(checkout);
    checkout.calls(pricing);
    if (analytics) new PlatformService(prod, 'analytics', { image: IMAGE, size: ServiceSize.XL, scaling: { minReplicas: 3 } });
  });
  quiet.mockRestore();
  const manifests = Object.entries(files).filter(([path]) => path.endsWith('.k8s.yaml'));
  return release('shop/prod', manifests.flatMap(([, text]) => parse(text)));
}

/** The fewest ready Pods of a service at any moment, whichever ReplicaSet they are of. */
function fewestReadyOfService({ events }: Watch<Document>, service: string, copies: number): number {
  const ofService = events.filter(({ object }) => object.metadata.labels['app.kubernetes.io/name'] === service)
    .map(event => ({ ...event, object: { ...event.object, metadata: { ...event.object.metadata, ownerReferences: [{ name: service }] } } }));
  const [fewest] = Object.values(fewestReady(ofService, Object.fromEntries(ofService.map(({ object }) => [workloadOf(object), copies]))));
  return fewest;
}

/** Whether the library wrote it: a chart of the program's own may hold anything. */
function isOurs({ metadata }: Document): boolean {
  return metadata.labels?.['app.kubernetes.io/managed-by'] === 'pavement';
}

/** Waits until an assertion holds; throws its error when it still does not in the end. */
async function eventually(assertion: () => void, timeout = 30_000): Promise<void> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return assertion();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(250);
    }
  }
}
