import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { ApiObject, Chart, JsonPatch, Lazy } from 'cdk8s';
import { ConfigMap, Deployment, EnvValue } from 'cdk8s-plus-28';
import { Fn, TerraformLocal, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { owned } from './owned';
import { contents, messageOf, scratch } from './scratch';
import { PlatformApp } from 'pavement';

/** Values that only Terraform knows, of every form in which cdktf hands them out. */
interface Unknown {
  readonly text: string;
  readonly number: number;
  readonly list: string[];
  readonly numbers: number[];
  readonly object: object;
  readonly complex: object;
  readonly map: object;
  readonly fn: unknown;
  readonly variable: unknown;
  readonly local: unknown;
}

function problemsOf(program: (chart: Chart, unknown: Unknown) => void): string[] {
  const rootdir = scratch();
  const app = new PlatformApp({ system: 'checkout', rootdir, outdir: `${rootdir}/dist` });
  const stack = new TerraformStack(new Construct(app, 'group'), 'stack');
  new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
  const database = new DbInstance(stack, 'database', { instanceClass: 'db.t4g.micro' });
  const group = new SecurityGroup(stack, 'group');
  const variable = new TerraformVariable(stack, 'variable', { type: 'string' });
  program(new Chart(app, 'chart', { disableResourceNameHashes: true }), {
    text: database.address,
    number: database.port,
    list: database.vpcSecurityGroupIds,
    numbers: variable.value.numbers ?? Fn.tolist([1]) as unknown as number[],
    object: database.masterUserSecret.get(0).getStringAttribute as unknown as object,
    complex: database.masterUserSecret,
    map: group.tagsAll,
    fn: Fn.join('-', [database.address, 'suffix']),
    variable: variable.value,
    local: new TerraformLocal(stack, 'local', { a: 1 }).expression,
  });

  const message = messageOf(() => app.synth());

  expect(contents(rootdir)).toEqual({});
  const [heading, ...problems] = message.split('\n');
  expect(heading).toBe('Validation failed with the following errors:');
  return problems;
}

function problem(place: string, object = 'chart/object', kind = 'ConfigMap', name = 'chart-object'): string {
  return `  [${object}] ${place} of ${kind} ${name} must be known when the program runs, got a value that Terraform knows only after apply; ` +
    'publish it in a connection descriptor and bind() to it, or use a name that is known beforehand';
}

function configMap(scope: Construct, data: unknown, metadata = {}): ApiObject {
  return new ApiObject(scope, 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

const COMPLEX = 'an object of a complex type';

const FORMS: [string, (unknown: Unknown) => unknown, string[]][] = [
  ['a text', ({ text }) => text, ['data.a']],
  ['a text within a text', ({ text }) => `postgres://${text}:5432/`, ['data.a']],
  ['a text in JSON in a text', ({ text }) => JSON.stringify({ host: text }), ['data.a']],
  ['a number', ({ number }) => number, ['data.a']],
  ['a number as a text', ({ number }) => String(number), ['data.a']],
  ['a number within a text', ({ number }) => `host:${number}/db`, ['data.a']],
  ['a list', ({ list }) => list, ['data.a.0']],
  ['an element of a list', ({ text }) => ['known', text], ['data.a.1']],
  ['a deep place', ({ text }) => ({ b: [{ c: text }] }), ['data.a.b.0.c']],
  [COMPLEX, ({ complex }) => complex, ['data.a']],
  ['a map', ({ map }) => map, ['data.a']],
  ['a function', ({ fn }) => fn, ['data.a']],
  ['a variable', ({ variable }) => variable, ['data.a']],
  ['a local', ({ local }) => local, ['data.a']],
  ['a cdk8s Lazy', ({ text }) => Lazy.any({ produce: () => ({ b: text }) }), ['data.a.b']],
  ['a cdk8s Lazy of an object', ({ fn }) => Lazy.any({ produce: () => fn }), ['data.a']],
  ['two at once', ({ text, number }) => ({ b: text, c: number }), ['data.a.b', 'data.a.c']],
];

describe('a value that only Terraform knows is an error in a manifest', () => {
  test.each(FORMS)('as %s', (_, value, places) => {
    const problems = problemsOf((chart, unknown) => configMap(chart, { a: value(unknown) }));

    expect(problems).toEqual(places.map(place => problem(place)));
  });

  // cdk8s itself produces nothing late in a patch
  test.each(FORMS.filter(([name]) => !name.includes('Lazy') && name !== COMPLEX))('by a JSON patch, as %s', (_, value, places) => {
    const problems = problemsOf((chart, unknown) => configMap(chart, {}).addJsonPatch(JsonPatch.add('/data/a', value(unknown))));

    expect(problems).toEqual(places.map(place => problem(place)));
  });

  test(`by a JSON patch, as ${COMPLEX}: cdk8s cannot copy it`, () => {
    const rootdir = scratch();
    const app = new PlatformApp({ system: 'checkout', rootdir, outdir: `${rootdir}/dist` });
    const stack = new TerraformStack(app, 'stack');
    new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
    const database = new DbInstance(stack, 'database', { instanceClass: 'db.t4g.micro' });
    configMap(new Chart(app, 'chart'), {}).addJsonPatch(JsonPatch.add('/data/a', database.masterUserSecret));

    const message = messageOf(() => app.synth());

    expect(message).toContain('chart/object');
    expect(contents(rootdir)).toEqual({});
  });

  test('in JSON that the program wrote', () => {
    const problems = problemsOf((chart, { variable, text }) => configMap(chart, { a: JSON.stringify({ variable }), b: JSON.stringify({ text }) }));

    expect(problems).toEqual([problem('data.a'), problem('data.b')]);
  });

  test('in a key', () => {
    const problems = problemsOf((chart, { text }) => configMap(chart, { a: { [text]: 'known' } }));

    expect(problems).toEqual([problem('data.a')]);
  });

  test('in an annotation and a label', () => {
    const problems = problemsOf((chart, { text }) => configMap(chart, {}, { annotations: { 'a/b': text } }).metadata.addLabel('c', text));

    expect(problems).toEqual([problem('metadata.annotations.a/b'), problem('metadata.labels.c')]);
  });

  test('in a construct of cdk8s-plus', () => {
    const problems = problemsOf((chart, { text, number }) => {
      new ConfigMap(chart, 'settings', { data: { HOST: text } });
      new Deployment(chart, 'deployment', { containers: [{ image: 'nginx', envVariables: { PORT: EnvValue.fromValue(String(number)) } }] });
    });

    expect(problems).toEqual([
      problem('data.HOST', 'chart/settings/Resource', 'ConfigMap', 'chart-settings'),
      problem('spec.template.spec.containers.0.env.0.value', 'chart/deployment/Resource', 'Deployment', 'chart-deployment'),
    ]);
  });

  test('together with everything else that is wrong', () => {
    const problems = problemsOf((chart, { text }) => {
      configMap(chart, { a: text });
      chart.node.addValidation({ validate: () => ['is not right'] });
    });

    expect(problems).toEqual(['  [chart] is not right', problem('data.a')]);
  });
});

test.each([
  '${VARIABLE}', '$(POD_IP)', '${each.key}', '{{ .Values.TfToken }}', 'TfToken[', 'TOKEN.1', '-1.8e+30', '1e289', -1.5e300, -1e100, Number.MIN_SAFE_INTEGER, -Number.MAX_VALUE,
])('what only looks like one is left alone: %s', value => {
  const rootdir = scratch();
  const app = new PlatformApp({ system: 'checkout', rootdir, outdir: `${rootdir}/dist` });
  configMap(new Chart(app, 'chart', owned()), { a: value });

  app.synth();

  expect(Object.keys(contents(rootdir))).toContain('dist/chart.k8s.yaml');
});
