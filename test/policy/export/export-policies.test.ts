import { join } from 'path';
import { stringify } from 'yaml';
import { Control, Rule } from '../../../src/policy/control';
import { ExportOptions } from '../../../src/policy/export/export-options';
import { ExportFormat, exportPolicies } from '../../../src/policy/export/export-policies';
import { REFERENCE_STANDARDS } from '../../../src/standards/reference';
import { EnvironmentStandards, StandardsProps, Tier } from '../../../src/standards/standards-props';
import { expectedForms } from '../forms';
import { WAIVABLE } from '../waivable';

function control(id: string, others: Partial<Control>, ...rules: Rule[]): Control {
  return { ...WAIVABLE, id, title: `What ${id} asks for`, remedy: `Do what\n  ${id} says.`, sources: {}, rules, ...others };
}

/** Controls with everything that a rule may have. */
const CONTROLS = [
  control(
    'T-01', { severity: 'critical', waivable: false, sources: { checkov: ['CKV_K8S_16', 'CKV_K8S_11'] } },
    { on: 'pod', must: 'no | may be\n "privileged"', expression: ' variables.containers.all(c, !c.privileged) ', got: " variables.containers.map(c, 'a\\\\b') ", remedy: 'Leave it.' },
    { on: 'pod', must: 'only these', expression: 'variables.pod.x == 1', kubernetes: { from: 31, to: 34 } },
  ),
  control(
    'T-02', { severity: 'high', sources: { checkov: ['CKV_K8S_1'] } },
    { on: 'object', kinds: ['Service', 'networking.k8s.io/Ingress'], must: 'it must hold', tiers: [Tier.PROD], when: ' object.a ', expression: 'object.b', kubernetes: { to: 32 } },
    { on: 'object', kinds: ['networking.k8s.io/Ingress', 'Service'], must: 'it must hold as well', expression: 'variables.?identity.?owner.orValue("") != ""', kubernetes: { from: 30 } },
    { on: 'pod', kinds: ['Pod'], must: 'a Pod must hold', expression: 'variables.?texts.orValue([]).all(t, t.size() < 1000)', tiers: [Tier.STAGING, Tier.PROD] },
  ),
  control(
    'T-03', { severity: 'medium', sources: { checkov: ['CKV_K8S_2'] } },
    { on: 'object', must: 'every object must', expression: 'variables.?environment.x', tiers: [Tier.PROD] },
    { on: 'resource', must: 'a | resource must', expression: 'true', tiers: [Tier.DEV] },
    { on: 'object', must: 'all together must', when: 'variables.selected.size() > 0', expression: 'variables.targets.size() > 0', got: 'variables.selected' },
  ),
];

const OPTIONS: ExportOptions = {
  controls: CONTROLS,
  standards: REFERENCE_STANDARDS,
  environments: ['dev', 'prod'],
  exceptions: [
    { waiver: 'WVR-2026-001', control: 'T-02', environments: ['prod'], kind: 'networking.k8s.io/Ingress', namespace: 'shop', name: "it's", until: '2026-08-01T00:00:00Z' },
    { waiver: 'WVR-2026-002', control: 'T-99', environments: ['prod'], kind: 'Service', namespace: '', name: 'a', until: '2026-08-01T00:00:00Z' },
  ],
  exemptNamespaces: ['legacy'],
  exemptGroups: ['break-glass', "admin's"],
  denyFrom: 'high',
};

/** What is exported, by path, as it is written. */
function exported(format: ExportFormat, options: Partial<ExportOptions> = {}): Record<string, string> {
  return Object.fromEntries(exportPolicies(format, { ...OPTIONS, ...options })
    .map(({ path, documents = [], text }) => [path, text ?? documents.map(document => stringify(document, { lineWidth: 0, aliasDuplicateObjects: false })).join('---\n')]));
}

/** The reference standards with an environment changed. */
function standardsWith(name: string, change: (environment: EnvironmentStandards) => Partial<EnvironmentStandards>): StandardsProps {
  const { environments } = REFERENCE_STANDARDS;
  return { ...REFERENCE_STANDARDS, environments: { ...environments, [name]: { ...environments[name], ...change(environments[name]) } } };
}

test.each<ExportFormat>(['validating-admission-policy', 'kyverno', 'checkov-config'])('%s is what was read and found right', format => {
  const written = exported(format);

  expect(written).toEqual(expectedForms(join(__dirname, 'expected', format), written));
});

test('without exceptions and exempt groups nothing is said of them', () => {
  const { 'policies.yaml': policies, 'README.md': page } = exported('validating-admission-policy', { exceptions: [], exemptGroups: [] });

  expect(policies).not.toContain('not-exempt');
  expect(page).not.toContain('Exceptions');
});

test.each([['medium', ['Deny', 'Deny', 'Deny']], ['high', ['Deny', 'Deny', 'Warn']], ['critical', ['Deny', 'Warn', 'Warn']]] as const)(
  'from %s on it is refused, below it is warned about', (denyFrom, actions) => {
    const { 'dev.yaml': policies } = exported('kyverno', { denyFrom });
    const found = [...policies.matchAll(/pavement\.dev\/control: (\S+)[^]*?validationActions:\n {4}- (\w+)/g)].map(([, id, action]) => `${id} ${action}`);

    expect([...new Set(found)]).toEqual(CONTROLS.map(({ id }, i) => `${id} ${actions[i]}`));
  });

test('environments of one cluster leave each other\'s namespaces alone', () => {
  const { dev: { aws, cluster } } = REFERENCE_STANDARDS.environments;
  const files = exported('validating-admission-policy', { standards: standardsWith('staging', staging => ({ aws, cluster: { ...staging.cluster, name: cluster.name } })) });
  const selector = /key: platform\.example\.com\/environment\n +operator: NotIn\n +values:\n +- staging\n(?! +- )/;

  expect(files['environments/dev.yaml']).toMatch(selector);
  expect(files['environments/prod.yaml']).not.toMatch(/key: platform\.example\.com\/environment\n/);
});

test('clusters that do not know such policies are named', () => {
  const page = (version: string) =>
    exported('validating-admission-policy', { standards: standardsWith('prod', ({ cluster }) => ({ cluster: { ...cluster, version } })) })['README.md'];

  expect(page('1.29')).toContain('Clusters before Kubernetes 1.30 do not know such policies: prod. Use `--to kyverno` there.');
  expect(page('1.30')).not.toContain('Clusters before');
});

test('Checkov insists on nothing that a control asks for in some environments only, or that has no check there', () => {
  const some = control('T-04', { sources: { checkov: ['CKV_K8S_9'] } }, { on: 'object', must: 'it must', expression: 'true', tiers: [Tier.PROD] });
  const unknown = control('T-05', { sources: {} }, { on: 'object', must: 'it must', expression: 'true' });
  const both = control('T-06', { sources: { checkov: ['CKV_K8S_8'] } }, some.rules[0], unknown.rules[0]);
  const { '.checkov.yaml': config } = exported('checkov-config', { controls: [some, unknown, both] });

  expect(config).toContain('hard-fail-on:\n  # T-06 What T-06 asks for\n  - CKV_K8S_8\n\n');
});
