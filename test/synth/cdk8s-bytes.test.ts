import { chmodSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, AppProps, Chart, Cron, Duration, Helm, Include, JsonPatch, Lazy, Size, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { owned } from './owned';
import { contents, scratch } from './scratch';
import { Program, twins } from './twins';
import { GOVERNANCE_WITHOUT_CATALOG } from '../synthesised';
import { PlatformApp } from 'pavement';

function configMap(scope: Construct, id: string, data: unknown = { key: id }): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', data });
}

/** A chart with a chart in it, and that with another one. */
function nested(app: App): Chart[] {
  const outer = new Chart(app, 'outer', { namespace: 'outside', labels: { a: 'b' } });
  const middle = new Chart(outer, 'middle');
  const inner = new Chart(new Construct(middle, 'between'), 'inner');
  [outer, middle, inner].forEach(chart => configMap(chart, 'object'));
  return [outer, middle, inner];
}

const YAML = `
apiVersion: v1
kind: ConfigMap
metadata: { name: included, labels: { "on": "yes" } }
data:
  script: |
    #!/bin/sh
    echo "two  spaces" \\
      %not a directive
  folded: >-
    one
    two

    three
  keep: |+
    text

  octal: 0755
  octalText: "0755"
  modern: 0o755
  yes: yes
  quoted: "yes"
  off: off
  sexagesimal: 1:30
  nothing: ~
  date: 2001-12-14
  float: 1e3
  long: ${'word '.repeat(60)}
---
# nothing in it
---
apiVersion: v1
kind: List
items:
  - &anchor { a: 1 }
  - *anchor
`;

const PROGRAMS: Record<string, Program> = {
  'nothing at all': () => undefined,
  'a chart without objects': app => new Chart(app, 'empty'),
  'plain objects': app => {
    const chart = new Chart(app, 'plain', { namespace: 'shop', labels: { team: 'payments' } });
    configMap(chart, 'second', { z: 1, a: [true, null, { nested: [] }], m: {}, text: 'two\nlines\n', number: '012' });
    configMap(chart, 'first');
    new ApiObject(chart, 'named', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: { 'a/b': 'true' } } });
  },
  'objects outside of the chart\'s own level': app => configMap(new Construct(new Construct(new Chart(app, 'chart'), 'a'), 'b'), 'object'),
  'charts below a construct': app => configMap(new Chart(new Construct(app, 'group'), 'chart'), 'object'),
  'many charts': app => ['z', 'a', 'm'].forEach(id => configMap(new Chart(app, id), 'object')),
  'names without hashes': app => configMap(new Chart(app, 'chart', { disableResourceNameHashes: true }), 'object'),
  'a long and an odd id': app => configMap(new Chart(app, `Chart_${'x'.repeat(80)}`), 'Obj ect/Ä'),
  'an object that names a chart of its own': app => {
    class Named extends Chart {
      public generateObjectName(object: ApiObject): string {
        return `custom-${object.node.id}`;
      }
    }
    configMap(new Named(app, 'chart'), 'object');
  },
  'charts in charts': nested,
  'charts in charts that depend on another chart': app => {
    const [outer] = nested(app);
    const last = new Chart(app, 'a-last');
    configMap(last, 'object');
    outer.addDependency(last);
  },
  'objects that depend on objects': app => {
    const chart = new Chart(app, 'chart');
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => configMap(chart, id));
    a.addDependency(d, b);
    b.addDependency(c);
  },
  'objects that depend on objects of another chart': app => {
    const [first, second, third] = ['first', 'second', 'third'].map(id => configMap(new Chart(app, id), 'object'));
    first.addDependency(third);
    third.addDependency(second);
  },
  'charts that depend on charts': app => {
    const [first, second, third] = ['first', 'second', 'third'].map(id => Chart.of(configMap(new Chart(app, id), 'object')));
    first.addDependency(second);
    second.addDependency(third);
  },
  'constructs that depend on constructs, in and across charts': app => {
    const [one, two] = ['one', 'two'].map(id => new Chart(app, id));
    const [a, b, c] = [new Construct(one, 'a'), new Construct(one, 'b'), new Construct(two, 'c')];
    [a, b, c].forEach(construct => ['x', 'y'].forEach(id => configMap(construct, id)));
    a.node.addDependency(b);
    b.node.addDependency(c);
  },
  'a construct that depends on its own child, and a chart on its own object': app => {
    const chart = new Chart(app, 'chart');
    const parent = new Construct(chart, 'parent');
    configMap(parent, 'first');
    parent.node.addDependency(configMap(parent, 'second'));
    chart.node.addDependency(configMap(chart, 'third'));
  },
  'an object that waits for a chart, in a chart that others wait for': app => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => new Chart(app, id));
    configMap(a, 'object').node.addDependency(d);
    [b, d].forEach(chart => configMap(chart, 'object'));
    // without an object that could wait for the object of a
    c.addDependency(a);
  },
  'charts with ids that are numbers': app => {
    const charts = ['10', '9', 'a', '2'].map(id => new Chart(app, id));
    charts.forEach(chart => ['3', '1', '2'].forEach(id => configMap(chart, id)));
    charts[1].addDependency(charts[0]);
  },
  'groups with ids that are numbers': app => {
    const first = new Chart(app, '2');
    [first, new Chart(new Construct(first, 'group'), 'inner'), new Chart(new Construct(app, '0'), 'x'), new Chart(app, '9'), new Chart(app, '1')]
      .forEach(chart => configMap(chart, 'object'));
  },
  'values that are produced late': app => {
    const chart = new Chart(app, 'chart');
    const late = configMap(chart, 'object', {
      late: Lazy.any({ produce: () => ({ inner: Lazy.any({ produce: () => 'deep' }), list: [Lazy.any({ produce: () => 1 })], none: undefined }) }),
      nothing: Lazy.any({ produce: () => undefined }),
    });
    late.metadata.addLabel('late', Lazy.any({ produce: () => 'label' }) as unknown as string);
  },
  'values that resolve themselves, and boxes of numbers and texts': app => {
    class Box {
      constructor(public readonly value: number | string) {}
    }
    configMap(new Chart(app, 'chart'), 'object', { implicit: { resolve: () => ({ a: 1 }) }, number: new Box(5), text: new Box('5m') });
  },
  'JSON patches': app => {
    const object = configMap(new Chart(app, 'chart'), 'object', { list: [1, 2], gone: true });
    object.addJsonPatch(
      JsonPatch.add('/data/list/-', 3), JsonPatch.remove('/data/gone'), JsonPatch.replace('/kind', 'Secret'), JsonPatch.add('/zzz', { b: 1, a: 2 }),
      JsonPatch.copy('/data/list', '/data/copy'), JsonPatch.move('/data/list', '/data/moved'), JsonPatch.add('/aaa', null),
    );
  },
  'a JSON patch of the name': app => configMap(new Chart(app, 'chart'), 'object').addJsonPatch(JsonPatch.replace('/metadata/name', 'patched')),
  'an included file': app => {
    const file = join(scratch(), 'included.yaml');
    writeFileSync(file, YAML);
    new Include(new Chart(app, 'chart', { namespace: 'shop' }), 'include', { url: file });
  },
  'an included file of which an object is patched': app => {
    const file = join(scratch(), 'included.yaml');
    writeFileSync(file, YAML);
    const include = new Include(new Chart(app, 'chart'), 'include', { url: file });
    include.apiObjects[0].addJsonPatch(JsonPatch.remove('/data/script'));
    include.apiObjects[0].addDependency(include.apiObjects[1]);
  },
  'cdk8s-plus': app => {
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    const deployment = new kplus.Deployment(chart, 'deployment', {
      containers: [{
        image: 'nginx',
        port: 8080,
        envVariables: { A: kplus.EnvValue.fromValue('yes') },
        liveness: kplus.Probe.fromHttpGet('/livez'),
        resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { limit: Size.mebibytes(256) } },
      }],
    });
    deployment.exposeViaService().exposeViaIngress('/api');
    deployment.scheduling.spread();
    const volume = kplus.Volume.fromConfigMap(chart, 'volume', new kplus.ConfigMap(chart, 'settings', { data: { file: 'a: b\nc: |\n  d\n' } }));
    deployment.containers[0].mount('/etc/settings', volume);
    new kplus.HorizontalPodAutoscaler(chart, 'scaler', { target: deployment, maxReplicas: 5, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))] });
    new kplus.CronJob(chart, 'job', { schedule: Cron.schedule({ minute: '5' }), timeZone: 'Etc/UTC', activeDeadline: Duration.hours(1), containers: [{ image: 'busybox' }] });
    new kplus.NetworkPolicy(chart, 'policy', { selector: deployment }).addEgressRule(kplus.NetworkPolicyIpBlock.anyIpv4(chart, 'any'), [kplus.NetworkPolicyPort.tcp(443)]);
    new kplus.Secret(chart, 'secret', { stringData: { a: '012' } });
    const role = new kplus.Role(chart, 'role');
    role.allowRead(kplus.ApiResource.PODS);
    role.bind(new kplus.ServiceAccount(chart, 'account'));
  },
  'every dependency of cdk8s-plus across charts': app => {
    const settings = new kplus.ConfigMap(new Chart(app, 'settings'), 'settings', { data: { a: 'b' } });
    const pod = new kplus.Pod(new Chart(app, 'a-pod'), 'pod', { containers: [{ image: 'nginx', envFrom: [kplus.Env.fromConfigMap(settings)] }] });
    pod.node.addDependency(settings);
  },
};

const LAYOUTS = [
  YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

describe.each(LAYOUTS.map(layout => ({ layout, name: YamlOutputType[layout] })))('$name writes the bytes of cdk8s', ({ layout }) => {
  test.each(Object.entries(PROGRAMS))('for %s', (name, program) => {
    const { cdk8s, pavement } = twins(program, { yamlOutputType: layout });

    expect(cdk8s instanceof Error ? cdk8s.message : '').toBe('');
    expect(pavement).toEqual(cdk8s);
    // neither side is empty by accident
    const isEmpty = name === 'nothing at all' || (name === 'a chart without objects' && layout >= YamlOutputType.FILE_PER_RESOURCE);
    expect(Object.keys(cdk8s).length === 0).toBe(isEmpty);
  });
});

const OPTIONS: [string, AppProps, Program][] = [
  ['another file extension', { outputFileExtension: '.yml' }, PROGRAMS['many charts']],
  ['no file extension', { outputFileExtension: '' }, PROGRAMS['charts in charts']],
  ['construct metadata', { recordConstructMetadata: true }, PROGRAMS['charts that depend on charts']],
  ['construct metadata of a patched name', { recordConstructMetadata: true }, PROGRAMS['a JSON patch of the name']],
  ['construct metadata of nothing', { recordConstructMetadata: true }, PROGRAMS['nothing at all']],
  ['custom resolvers, before cdk8s\'s own', {
    resolvers: [
      { resolve: context => context.value === 'magic' && context.replaceValue(Lazy.any({ produce: () => `${context.key.join('.')} of ${context.obj.kind}` })) },
      { resolve: context => context.value instanceof Lazy && context.key.includes('late') && context.replaceValue('resolver was first') },
    ],
  }, app => configMap(new Chart(app, 'chart'), 'object', { a: { b: ['magic', 'plain'] }, late: Lazy.any({ produce: () => 'cdk8s was first' }) })],
];

test.each(OPTIONS)('the bytes of cdk8s come out with %s', (_, props, program) => {
  const { cdk8s, pavement } = twins(program, props);

  expect(pavement).toEqual(cdk8s);
  expect(Object.keys(cdk8s)).not.toEqual([]);
});

test('Helm gets the same arguments and its output is written the same', () => {
  const helm = join(scratch(), 'helm');
  writeFileSync(helm, `#!/bin/sh
if [ "$2" = "-f" ]; then values=$(sed 's/^/    /' "$3"); shift 3; set -- template -f values "$@"; fi
printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: rendered }\\ndata:\\n  arguments: "%s"\\n  values: |\\n%s\\n' "$*" "$values"
`);
  chmodSync(helm, 0o755);

  const { cdk8s, pavement } = twins(app => new Helm(new Chart(app, 'chart', { namespace: 'shop' }), 'helm', {
    chart: 'bitnami/redis',
    helmExecutable: helm,
    version: '1.2.3',
    repo: 'https://charts.example.com',
    namespace: 'cache',
    helmFlags: ['--include-crds', '--set', 'x=y'],
    values: { replicas: 2, on: 'yes', nested: { list: ['0755'] } },
  }));

  expect(pavement).toEqual(cdk8s);
  expect(Object.values(pavement)[0]).toContain(
    'template -f values --repo https://charts.example.com --version 1.2.3 --namespace cache --include-crds --set x=y chart-helm-c8e178e8 bitnami/redis');
  expect(Object.values(pavement)[0]).toContain('- "0755"');
});

test('CDK8S_OUTDIR says where manifests go, unless the program says so itself', () => {
  const [root, fromEnvironment, fromProgram] = [scratch(), scratch(), scratch()];
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = fromEnvironment;
  try {
    for (const outdir of [undefined, fromProgram]) {
      const app = new PlatformApp({ system: 'checkout', rootdir: root, outdir });
      configMap(new Chart(app, outdir ? 'program' : 'environment', owned()), 'object');
      app.synth();
    }
  } finally {
    if (before === undefined) {
      delete process.env.CDK8S_OUTDIR;
    } else {
      process.env.CDK8S_OUTDIR = before;
    }
  }

  expect(readdirSync(fromEnvironment)).toEqual(['environment.k8s.yaml']);
  expect(readdirSync(fromProgram)).toEqual(['program.k8s.yaml']);
  expect(Object.keys(contents(root))).toEqual(GOVERNANCE_WITHOUT_CATALOG);
});

test('two objects of the same file name are an error, where cdk8s keeps the last one', () => {
  const { cdk8s, pavement } = twins(app => ['one', 'two'].forEach(id =>
    new ApiObject(new Chart(app, id), 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } })), { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });

  expect(Object.keys(cdk8s)).toEqual(['ConfigMap.same.k8s.yaml']);
  expect(pavement).toMatchObject({
    message: 'Validation failed with the following errors:\n  [ConfigMap.same.k8s.yaml] a file must be written by one chart only, got two; ' +
      'give the charts or their objects different names',
  });
});
