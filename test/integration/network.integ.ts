import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { partsOrSkip } from './harness/parts';
import { NetworkPolicy, Pod, PolicyRule, reachability } from './harness/reachability';

const EXPECTED = join(__dirname, '../../examples/five-services/expected/dist');
const SERVICES = ['web', 'cart', 'pricing', 'orders', 'ledger'];
/** The Job that makes the roles of the database. */
const ROLES = 'orders-db-roles';

/** What the example and its platform say, in an environment whose network is 10.N.0.0/16. */
const declared = (network: number) => [
  // the lines of the program
  'gateway-system/gateway → shop/web: TCP 8080',
  'shop/web → shop/cart: TCP 8080',
  'shop/web → shop/orders: TCP 8080',
  'shop/cart → shop/pricing: TCP 8080',
  'shop/orders → shop/ledger: TCP 8080',
  // the database is in three subnets, one after the other; the credentials for it come from the agent on the node
  `shop/orders → 10.${network}.200.0-10.${network}.202.255: TCP 15432`,
  'shop/orders → 169.254.170.23: TCP 80',
  'shop/orders → fd00:ec2::23: TCP 80',
  // so it is for the Job that makes its roles, which also asks AWS for the passwords
  `shop/${ROLES} → 10.${network}.200.0-10.${network}.202.255: TCP 15432`,
  `shop/${ROLES} → 169.254.170.23: TCP 80`,
  `shop/${ROLES} → fd00:ec2::23: TCP 80`,
  `shop/${ROLES} → 10.${network}.224.0-10.${network}.224.255: TCP 443`,
  `shop/${ROLES} → kube-system/dns: TCP 53, UDP 53`,
  // what each service gets: names, traces, metrics
  ...SERVICES.flatMap(name => [
    `shop/${name} → kube-system/dns: TCP 53, UDP 53`,
    ...['otel-collector', 'prometheus'].flatMap(other => [`shop/${name} → monitoring/${other}: TCP 4318`, `monitoring/${other} → shop/${name}: TCP 9464`]),
  ]),
].sort();

(partsOrSkip('go') ? describe : describe.skip)('from the NetworkPolicies of five services alone', () => {
  test.each([['dev', 16], ['staging', 32], ['prod', 48]])('what can be reached in %s is what is declared, no more and no less', async (environment, network) => {
    expect(await reachable(environment, policies(environment))).toEqual(declared(network));
  });

  test('any rule that is taken away is missed', async () => {
    const tampered = withoutOneRule(policies('prod'));
    const unnoticed: string[] = [];
    for (const [what, changed] of tampered) {
      const found = await reachable('prod', changed);
      // a call is allowed at both ends: one end alone must not be enough
      if (found.every(connection => declared(48).includes(connection)) && found.length < declared(48).length) continue;
      unnoticed.push(what);
    }

    expect(unnoticed).toEqual([]);
    expect(tampered.length).toBe(30);
  });

  const anyone: PolicyRule = {};
  test.each<[string, string, Rules, string[]]>([
    ['its own namespace', 'ledger', { ingress: [{ from: [{ podSelector: {} }] }] }, ['shop/stranger → shop/ledger: TCP 1-65535, UDP 1-65535, SCTP 1-65535']],
    ['a namesake elsewhere', 'ledger', { ingress: [{ from: [{ namespaceSelector: {}, podSelector: matchLabels('orders') }], ports: [{ port: 8080 }] }] }, [
      'other/orders → shop/ledger: TCP 8080',
    ]],
    ['a range of ports', 'web', { ingress: [{ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway-system' } } }], ports: [{ port: 8079, endPort: 8081 }] }] }, [
      'gateway-system/gateway → shop/web: TCP 8079-8081',
    ]],
    ['a network', 'cart', { egress: [{ to: [{ ipBlock: { cidr: '198.51.100.0/24', except: ['198.51.100.128/25'] } }], ports: [{ port: 443 }] }] }, [
      'shop/cart → 198.51.100.0-198.51.100.127: TCP 443',
    ]],
    ['Pods by their addresses', 'cart', { egress: [{ to: [{ ipBlock: { cidr: '10.48.0.0/17' } }], ports: [{ port: 443 }] }] }, [
      'shop/cart → 10.48.0.0-10.48.127.255: TCP 443',
      'shop/cart → gateway-system/gateway: TCP 443',
    ]],
    ['everything', 'pricing', { egress: [anyone] }, [
      'shop/pricing → 0.0.0.0-255.255.255.255: TCP 1-65535, UDP 1-65535, SCTP 1-65535',
      'shop/pricing → ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff: TCP 1-65535, UDP 1-65535, SCTP 1-65535',
    ]],
  ])('a rule too many is seen: %s', async (_, service, rules, more) => {
    const found = await reachable('prod', [...policies('prod'), extra(service, rules)]);

    expect(found).toEqual(expect.arrayContaining(more));
    expect(found.filter(connection => !declared(48).includes(connection))).toEqual(expect.arrayContaining(more));
  });

  test('a caller that is let in and does not say that it calls gets nowhere', async () => {
    const rules = { ingress: [{ from: [{ podSelector: matchLabels('web') }] }] };

    expect(await reachable('prod', [...policies('prod'), extra('pricing', rules)])).toEqual(declared(48));
  });

  test('a service without its policy is open to all', async () => {
    const found = await reachable('prod', policies('prod').filter(({ metadata }) => metadata.name !== 'pricing'));

    expect(found).toContain('shop/stranger → shop/pricing: TCP 1-65535, UDP 1-65535, SCTP 1-65535');
  });
});

type Rules = NetworkPolicy['spec'];

/** The connections of the services among themselves, with others of the cluster, and with the rest of the world. */
async function reachable(environment: string, found: NetworkPolicy[]): Promise<string[]> {
  const [{ ip: first }] = pods(environment);
  const at = (namespace: string, name: string, labels: Record<string, string>, i: number): Pod => ({ namespace, name, labels, ip: first.replace(/\d+$/, String(100 + i)) });
  const others = [
    at('gateway-system', 'gateway', { app: 'gateway' }, 0),
    at('monitoring', 'prometheus', { app: 'prometheus' }, 1),
    at('monitoring', 'otel-collector', { app: 'otel-collector' }, 2),
    at('kube-system', 'dns', { 'k8s-app': 'kube-dns' }, 3),
    // who has nothing to do with the services: neighbours of each of the above, and Pods elsewhere that look like the services
    at('kube-system', 'proxy', { 'k8s-app': 'kube-proxy' }, 4),
    at('shop', 'stranger', { 'app.kubernetes.io/name': 'stranger', 'app.kubernetes.io/part-of': 'shop' }, 5),
    at('other', 'dns', { 'k8s-app': 'kube-dns' }, 6),
    ...SERVICES.map((name, i) => at('other', name, matchLabels(name).matchLabels, 10 + i)),
  ];
  return reachability(found, pods(environment), others);
}

/** The Pods of the Deployments and of the Job, with the labels that they will have. */
function pods(environment: string): Pod[] {
  const workloads = documents(environment).filter(({ kind }) => kind === 'Deployment' || kind === 'Job').map(({ metadata: { name, namespace }, spec }) => ({
    // the name of a Job ends with a hash of what it does
    name: name.startsWith(ROLES) ? ROLES : name, namespace, labels: spec.template.metadata.labels,
  }));
  expect(workloads.map(({ name }) => name).sort()).toEqual([...SERVICES, ROLES].sort());
  const network = { dev: 16, staging: 32, prod: 48 }[environment];
  return workloads.map((workload, i) => ({ ...workload, ip: `10.${network}.0.${i + 10}` }));
}

function policies(environment: string): NetworkPolicy[] {
  return documents(environment).filter(({ kind }) => kind === 'NetworkPolicy');
}

// a test reads documents whose shape it states by reading them
function documents(environment: string): any[] { // eslint-disable-line @typescript-eslint/no-explicit-any
  const folder = join(EXPECTED, environment);
  return readdirSync(folder).flatMap(file => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map(document => document.toJS()));
}

/** The policies once for each of their rules, without it. */
function withoutOneRule(all: NetworkPolicy[]): [string, NetworkPolicy[]][] {
  return all.flatMap(policy => (['ingress', 'egress'] as const).flatMap(direction => (policy.spec[direction] ?? []).map((rule, i): [string, NetworkPolicy[]] => {
    const spec = { ...policy.spec, [direction]: policy.spec[direction]?.filter(other => other !== rule) };
    return [`${direction} ${i} of ${policy.metadata.name}`, all.map(other => other === policy ? { ...policy, spec } : other)];
  })));
}

function extra(service: string, rules: Rules): NetworkPolicy {
  const spec = { podSelector: matchLabels(service), policyTypes: rules.ingress ? ['Ingress'] : ['Egress'], ...rules };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'extra', namespace: 'shop' }, spec } as NetworkPolicy;
}

function matchLabels(service: string) {
  return { matchLabels: { 'app.kubernetes.io/name': service, 'app.kubernetes.io/part-of': 'shop' } };
}
