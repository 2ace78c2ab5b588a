import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { runCli } from './run-cli';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { WAIVER } from '../policy/waivers/example-waiver';
import { contents, fill, scratch } from '../synth/scratch';
import { writeWaivers } from '../verify/written-program';

const ACME = join(__dirname, '../../examples/organisation/acme-platform/controls');

/** What is looked at of the parameters of policies. */
interface Parameters {
  readonly spec?: { readonly environment?: { readonly name: string }; readonly exceptions?: readonly object[] };
}

test('lists every control, those of the folder too', async () => {
  const { code, stdout } = await runCli('.', 'policies', 'list', '--controls', ACME);

  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n').map(line => line.split(' ')[0])).toEqual([...BUILT_IN_CONTROLS.map(({ id }) => id), 'ACME-01']);
  expect(stdout).toContain('\nK8S-01   critical            ');
  expect(stdout).toMatch(/\nK8S-10 {3}high {16}/);
  expect(JSON.parse((await runCli('.', 'policies', 'list', '--json')).stdout)).toEqual(BUILT_IN_CONTROLS);
});

test('explains a control', async () => {
  const { code, stdout } = await runCli('.', 'policies', 'explain', 'acme-01', '--controls', ACME);

  expect(code).toBe(0);
  expect(stdout).toBe([
    'ACME-01 Services are reached under hosts of Acme',
    'high; can be waived for 90 days',
    '',
    'A name that is not Acme\'s is not in its certificates, and nobody is told when it expires.',
    '',
    'What must hold:',
    '  - every host must end with acme.example (networking.k8s.io/Ingress)',
    '  - every host must end with acme.example (gateway.networking.k8s.io/HTTPRoute)',
    '',
    'What to do: Expose the service under `{zone}`, such as `Exposure.host(\'tracking.{zone}\')`.',
    '',
  ].join('\n'));
});

test('says which controls there are when there is none of that name', async () => {
  const { code, stdout, stderr } = await runCli('.', 'policies', 'explain', 'ACME-01');

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('[policies explain] control must be the id of a control, got "ACME-01"; see pavement policies list');
});

test('asks a folder\'s controls about their examples, and ends with 1 when one is not as it should be', async () => {
  const root = scratch();
  fill(root, { 'controls/a.yaml': contents(ACME)['acme-01-hosts.yaml'].replace('host: tracking.example.com', 'host: tracking.acme.example') });

  expect(await runCli('.', 'policies', 'test', ACME)).toEqual({ code: 0, stdout: '', stderr: '3 examples of 1 control, 0 not as they should be\n' });
  expect(await runCli(root, 'policies', 'test', 'controls')).toEqual({
    code: 1,
    stdout: '[ACME-01] a host of somebody else: the example must not pass, got no finding; correct the rule or the example\n',
    stderr: '3 examples of 1 control, 1 not as they should be\n',
  });
});

describe('waivers in an export', () => {
  const ours = {
    ...WAIVER,
    control: 'K8S-04',
    target: { ...WAIVER.target, namespace: 'shop-prod' },
    created: '2026-07-01',
    expires: '2026-07-31',
    compensatingControls: ['It is scanned every night.'],
    links: ['https://example.com/threat-model'],
  };

  const TO = ['--to', 'validating-admission-policy', '--waivers', 'governance/waivers.yaml'];

  async function exported(now: string, control = 'K8S-04') {
    const root = scratch();
    writeWaivers(root, { ...ours, control });
    const { code, stdout, stderr } = await runCli(root, 'policies', 'export', ...TO, '--now', now);
    const documents = parseAllDocuments(stdout).map(document => document.toJS() as Parameters);
    return { code, stderr, exceptions: documents.flatMap(({ spec }) => spec?.exceptions?.length ? [[spec.environment?.name, spec.exceptions]] : []) };
  }

  test('become exceptions in their environment, which end with the last day', async () => {
    expect(await exported('2026-07-10')).toEqual({
      code: 0,
      stderr: 'without --standards, the policies are for the environments of the example organisation\n',
      exceptions: [['prod', [{
        waiver: 'WVR-2026-001', control: 'K8S-04', kind: 'apps/Deployment', namespace: 'shop-prod', name: 'api', until: '2026-08-01T00:00:00Z',
      }]]],
    });
  });

  test.each([
    ['has expired', '2026-08-01', 'K8S-04'],
    ['is for a mandatory control', '2026-07-10', 'K8S-01'],
  ])('one that %s becomes none, and is named', async (_, now, control) => {
    const { code, stderr, exceptions } = await exported(now, control);

    expect({ code, exceptions }).toEqual({ code: 1, exceptions: [] });
    expect(stderr).toContain('[governance/waivers.yaml:1:13] waiver WVR-2026-001 was left out: it ');
  });
});
