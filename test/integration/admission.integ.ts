import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { BoundPolicies } from './admission/bound-policies';
import { endpoints } from './admission/discovery';
import { Body, podForms, PodTemplate } from './admission/pod-forms';
import { Refusals, runningPod } from './admission/refusals';
import { REFUSED_BEFORE } from './admission/refused-before';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { mustSucceed } from './harness/run';
import { ControlExample, ControlFile, controlFiles } from '../../scripts/control-files';
import { EnvironmentFacts } from '../../src/policy/environment-facts';
import { binding } from '../../src/policy/export/bindings';
import { parameters } from '../../src/policy/export/parameters';
import { RuleGroup, ruleGroups } from '../../src/policy/export/rule-groups';
import { validatingAdmissionPolicies } from '../../src/policy/export/validating-admission-policy';
import { kubernetesSubjects } from '../../src/policy/kubernetes-subjects';
import { readStandards } from '../../src/standards/read-standards';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { StandardsProps } from '../../src/standards/standards-props';
import { FACTS } from '../policy/example-facts';

const EXAMPLES = join(__dirname, '../../examples');
const COLD_BUILD_MS = 20 * 60 * 1000;
const ACME = readStandards(join(EXAMPLES, 'organisation/acme-platform/standards.yaml'));

/** A Pod that fails a control and was there before its policy. */
const BEFORE: Body = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'before', namespace: 'default', labels: { control: 'K8S-04' }, finalizers: ['example.com/wait'] },
  spec: { containers: [{ name: 'api', image: 'api' }] },
};

const controls = controlFiles();
const { groups } = ruleGroups(controls);
const exported = controls.filter(({ id }) => groups.some(({ control }) => control.id === id));

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('a real API server with the exported policies of one control at a time', () => {
  let controlPlane: ControlPlane;
  let policies: BoundPolicies;
  let refusals: Refusals;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds();
    policies = new BoundPolicies(controlPlane);
    refusals = new Refusals(controlPlane, await endpoints(controlPlane), groups);
    const names = new Set(controls.flatMap(({ examples }) => examples.fail).flatMap(objectsOf).flatMap(({ target }) => target.namespace ?? []));
    create('namespaces', [...names].sort().map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
    const written = documents(join(EXAMPLES, 'quick-start/expected/dist/prod/checkout-api.k8s.yaml'));
    const [{ spec: { template } }] = written.filter(({ kind }) => kind === 'Deployment');
    create('running Pods', [...exported.map((control) => podOf(template as PodTemplate, control)), BEFORE]);
    await policies.define(policiesFor(REFERENCE_STANDARDS, 'prod')[0]);
    await policies.bind([parametersOf(FACTS), ...groups.map(bindingOf)]);
  }, COLD_BUILD_MS);

  afterAll(async () => {
    const count = (map: ReadonlyMap<string, number>) => [...map.values()].reduce((sum, each) => sum + each, 0);
    process.stdout.write(`admission: of ${exported.length} controls ${count(refusals.refused)} requests refused and ${refusals.taken} taken, all as the engine says;`
      + ` ${count(refusals.before)} refused by the server before it asks; refused were ${[...refusals.refused].sort().map(([form, n]) => `${form} ${n}`).join(', ')}\n`);
    await controlPlane?.stop();
  });

  const cases = exported.map((control) => [control.id, control] as const);
  test.each(cases)('refuses what fails %s, in every form that it can have, and only that', async (_, control) => {
    const before = refusals.differences.length;
    for (const [facts, examples] of byFacts(control)) {
      await policies.change(parametersOf(facts));
      for (const example of examples) {
        for (const { object, target } of objectsOf(example)) {
          await refusals.ask({ control, facts, example: example.name }, object as Body, target.kind);
        }
      }
    }

    expect(refusals.differences.slice(before)).toEqual([]);
  });

  test('lets pass what an exception names, and what controllers make of it, until the exception ends', async () => {
    const exception = (name: string, until: string) => ({ waiver: 'WVR-2026-001', control: 'K8S-04', environments: ['prod'], kind: 'apps/Deployment', namespace: 'default', name, until });
    await policies.change(parameters({ ...FACTS, name: 'prod' }, [exception('old', '2999-01-01T00:00:00Z'), exception('older', '2001-01-01T00:00:00Z')]) as Body);
    const labels = { control: 'K8S-04' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'api', image: 'api' }] } };
    const deployment = (name: string) => podForms(template, { name, namespace: 'default', labels })['apps/Deployment'];
    const pod = (replicaSet: string): Body => {
      const ownerReferences = [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: replicaSet, uid: 'x', controller: true }];
      return podForms(template, { name: 'made', namespace: 'default', labels, ownerReferences }).Pod;
    };
    const controller = { 'impersonate-user': 'system:serviceaccount:kube-system:replicaset-controller', 'impersonate-group': 'system:masters' };
    const isRefused = async (path: string, body: Body, headers?: Record<string, string>) => {
      const { code, message } = await controlPlane.request('POST', `${path}?dryRun=All`, body, headers);
      return code < 400 ? false : message.includes('[K8S-04]') || message;
    };
    const [deployments, pods] = ['/apis/apps/v1/namespaces/default/deployments', '/api/v1/namespaces/default/pods'];

    expect({
      named: await isRefused(deployments, deployment('old')),
      ended: await isRefused(deployments, deployment('older')),
      another: await isRefused(deployments, deployment('other')),
      madeOfIt: await isRefused(pods, pod('old-5d4f'), controller),
      madeOfAnother: await isRefused(pods, pod('other-5d4f'), controller),
      saidToBeMadeOfIt: await isRefused(pods, pod('old-5d4f')),
    }).toEqual({ named: false, ended: true, another: true, madeOfIt: false, madeOfAnother: true, saidToBeMadeOfIt: true });
  });

  test('lets what was there before lose its finalizers, and change in nothing else', async () => {
    await policies.change(parametersOf(FACTS));
    const change = async (metadata: Body) => {
      const headers = { 'content-type': 'application/merge-patch+json' };
      return (await controlPlane.request('PATCH', '/api/v1/namespaces/default/pods/before?dryRun=All', { metadata }, headers)).message;
    };

    expect(await change({ finalizers: [] })).toBe('');
    expect(await change({ labels: { app: 'x' } })).toContain('[K8S-04]');
  });

  test('asks policies about everything but what it refuses by itself, each with a reason', () => {
    expect([...refusals.before.keys()].sort()).toEqual(Object.keys(REFUSED_BEFORE).sort());
    expect(refusals.dropped).toBeGreaterThan(0);
  });

  function create(what: string, items: readonly Body[]): void {
    const known = controlPlane.kubectl(['get', 'namespaces', '-o', 'name']).stdout;
    const missing = items.filter(({ kind, metadata }) => kind !== 'Namespace' || !known.includes(`namespace/${metadata.name}\n`));
    mustSucceed(`creating ${what}`, controlPlane.kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'List', items: missing })));
  }
});

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('a real API server with all exported policies bound', () => {
  let controlPlane: ControlPlane;
  let policies: BoundPolicies;

  beforeAll(async () => {
    controlPlane = await startControlPlane({ workloads: true });
    await controlPlane.applyCrds();
    policies = new BoundPolicies(controlPlane);
    await policies.define(policiesFor(REFERENCE_STANDARDS, 'prod')[0]);
  }, COLD_BUILD_MS);

  afterAll(async () => controlPlane?.stop());

  test.each<[string, StandardsProps]>([
    ['dev', REFERENCE_STANDARDS], ['staging', REFERENCE_STANDARDS], ['prod', REFERENCE_STANDARDS], ['test', ACME], ['live', ACME],
  ])('admits all that the examples write for %s, and the Pods that controllers make of it', async (environment, standards) => {
    const written = examplesFor(environment);
    const namespaces = [...new Set(written.flatMap(({ metadata }) => metadata.namespace ?? []))];
    const known = controlPlane.kubectl(['get', 'namespaces', '-o', 'name']).stdout;
    const missing = namespaces.filter((name) => !known.includes(`namespace/${name}\n`));
    if (missing.length > 0) controlPlane.createRestrictedNamespaces(...missing);
    await policies.bind(policiesFor(standards, environment)[1]);

    expect(controlPlane.serverSideApply(written.map((body) => `---\n${JSON.stringify(body)}\n`).join(''))).toEqual([]);
    expect(await withoutPods(controlPlane, namespaces)).toEqual([]);
    process.stdout.write(`admission: ${written.length} objects of ${environment} admitted by ${groups.length} policies\n`);
    policies.unbind(environment);
    mustSucceed('deleting workloads', controlPlane.kubectl(['delete', 'deployments,jobs,cronjobs', '--all', '--all-namespaces']));
  });

  test('finds no type in any expression that it would warn about', async () => {
    const items = await eventually(() => {
      const { items: all } = JSON.parse(controlPlane.kubectl(['get', 'validatingadmissionpolicies', '-o', 'json']).stdout) as { items: Body[] };
      return all.every(({ metadata, status }) => status?.observedGeneration === metadata.generation) ? all : undefined;
    });

    expect(items.length).toBeGreaterThan(groups.length);
    const warnings = items.flatMap(({ metadata, status }) => (status.typeChecking?.expressionWarnings ?? [])
      .map(({ fieldRef, warning }: Body) => `${metadata.name} ${fieldRef}: ${warning}`));
    expect(warnings).toEqual([]);
  });
});

/** The parameters of the environment that examples are about. */
function parametersOf(facts: EnvironmentFacts): Body {
  return parameters({ ...facts, name: 'prod' }, []) as Body;
}

/** What binds a policy to the objects that carry the id of its control, so that no other control answers first. */
function bindingOf(group: RuleGroup): Body {
  const body = binding(group, { facts: FACTS, neighbours: [] }, [], 'medium') as Body;
  const objectSelector = { matchLabels: { control: group.control.id } };
  return { ...body, spec: { ...body.spec, matchResources: { ...body.spec.matchResources, objectSelector } } };
}

/** What is exported for an environment: the policies, then what binds them. */
function policiesFor(standards: StandardsProps, environment: string): Body[][] {
  const options = { controls, standards, environments: [environment], exceptions: [], exemptNamespaces: [], exemptGroups: [], denyFrom: 'medium' } as const;
  return validatingAdmissionPolicies(options).map(({ documents: all = [] }) => [...all]);
}

/** Workloads of which the controllers could not make Pods. */
async function withoutPods(controlPlane: ControlPlane, namespaces: readonly string[]): Promise<string[]> {
  return eventually(() => {
    const inNamespace = (namespace: string) => JSON.parse(controlPlane.kubectl(['-n', namespace, 'get', 'replicasets,jobs', '-o', 'json']).stdout) as { items: Body[] };
    const owners = namespaces.flatMap((namespace) => inNamespace(namespace).items);
    const refused = owners.flatMap(({ metadata, status }) => (status?.conditions ?? [])
      .filter(({ type, status: is }: Body) => type === 'ReplicaFailure' && is === 'True')
      .map(({ message }: Body) => `${metadata.name}: ${message}`));
    const waiting = owners.filter(({ kind, spec, status }) =>
      kind === 'ReplicaSet' ? (spec.replicas ?? 1) > (status?.replicas ?? 0) : !status?.active && !status?.succeeded);
    return refused.length > 0 || waiting.length === 0 ? refused : undefined;
  });
}

async function eventually<T>(look: () => T | undefined): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error('nothing came of it in a minute');
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

/** The failing examples of a control by what they say of their environment. */
function byFacts({ examples }: ControlFile): [EnvironmentFacts, ControlExample[]][] {
  const byKey = new Map<string, [EnvironmentFacts, ControlExample[]]>();
  for (const example of examples.fail) {
    const key = JSON.stringify(example.environment ?? {});
    byKey.set(key, [{ ...FACTS, ...example.environment }, [...byKey.get(key)?.[1] ?? [], example]]);
  }
  return [...byKey.values()];
}

function objectsOf({ manifests = [] }: ControlExample) {
  return [...kubernetesSubjects(manifests.map((body) => ({ body, file: '' })), FACTS)].filter(({ scope }) => scope === 'object');
}

function podOf({ metadata, spec }: PodTemplate, control: ControlFile): Body {
  const labels = { ...metadata.labels, control: control.id };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: runningPod(control), namespace: 'default', labels }, spec };
}

/** Everything that the examples write for an environment. Of objects that several write, the last counts, as on a cluster. */
function examplesFor(environment: string): Body[] {
  const files = readdirSync(EXAMPLES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.k8s.yaml') && entry.parentPath.endsWith(`expected/dist/${environment}`))
    .map((entry) => join(entry.parentPath, entry.name)).sort();
  const byName = new Map(files.flatMap(documents).map((body): [string, Body] => {
    const { apiVersion, kind, metadata: { namespace, name } } = body;
    return [[apiVersion, kind, namespace, name].join('/'), body];
  }));
  return [...byName.values()].sort((a, b) => Number(b.kind === 'Namespace') - Number(a.kind === 'Namespace'));
}

function documents(file: string): Body[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Body).filter((body) => body !== null);
}
