import { Scope } from '../src/policy/control';
import { KNOWN } from '../src/policy/export/rule-groups';

/** What rules of each scope are asked about: `object`, and what stands beside it as `variables`. */
interface Asked {
  readonly object: string;
  readonly variables: Readonly<Record<string, string>>;
}

const ENVIRONMENT = 'what the standards say of the environment, see below';

/** In the words of somebody who writes a rule; a test compares the names with what rules get. */
export const ASKED: Readonly<Record<Scope, Asked>> = {
  object: {
    object: 'the document; lists are taken apart, and what is null is not there',
    variables: {
      environment: ENVIRONMENT,
      identity: '`kind` with its group (`apps/Deployment`), `namespace`, and from the ownership labels `owner`, `costCenter`, `system`, `environment`; empty texts where there are none',
      secretAnnotations: 'keys of the annotations that hold what looks like a credential',
      credentials: 'of a ConfigMap: keys of the entries that hold what looks like a credential',
      selected: 'of a Service or a PodDisruptionBudget: the Pods that it selects, each with `kind`, `name`, `namespace`, `labels`, `account`',
      targets: 'of a HorizontalPodAutoscaler: the Pods of what it scales, in the same form',
      quotas: 'of a Namespace: its ResourceQuotas',
      limitRanges: 'of a Namespace: its LimitRanges',
      networkPolicies: 'of a Namespace: its NetworkPolicies that may select all of its Pods',
      missingServices: 'of an Ingress or a route: names of Services that it sends to and that are not in the output',
    },
  },
  pod: {
    object: 'the document that the Pod specification is in, of whatever kind',
    variables: {
      environment: ENVIRONMENT,
      pod: 'the Pod specification',
      podMetadata: 'labels and annotations of the Pods, as `metadata` has them',
      containers: 'the containers, the init containers and the ephemeral containers as one list',
      credentials: 'names of the containers that are given what looks like a credential, in a variable, the command or an argument',
      secretAnnotations: 'keys of the annotations of the Pods that hold one',
      defaultAccount: 'whether the Pods have the ServiceAccount that every Pod of the namespace gets',
      networkPolicies: 'the NetworkPolicies that select the Pods',
      disruptionBudgets: 'the PodDisruptionBudgets that select the Pods',
      autoscalers: 'the HorizontalPodAutoscalers of the object',
      serviceAccounts: 'the ServiceAccount of the Pods where it is in the output: a list of none or one',
      roles: 'the Roles that a RoleBinding gives to it',
      accountUsers: 'whatever has Pods with that ServiceAccount, each with `kind`, `name`, `namespace`, `labels`, `account`',
    },
  },
  resource: {
    object: 'the body of the resource or the data source; each block is a list, a policy in JSON is taken apart',
    variables: {
      environment: ENVIRONMENT,
      type: 'such as `aws_db_instance`; that of a data source begins with `data.`',
      name: 'the name in the configuration',
      planned: 'whether it comes from a plan',
      tags: 'its tags with the default tags of its provider; left out for what takes none',
      statements: 'the statements of its IAM policies, with lists where IAM allows a single value and principals by type',
      mentions: 'what it refers to, by the attribute: lists of `type`, `body`, `statements`, `attribute` and `exact` (the attribute is that reference and nothing else)',
      mentionedBy: 'what refers to it, by the type, in the same form',
      watchedMetrics: 'of a database instance: the metrics that alarms watch',
      secretTexts: 'paths of attributes that are named like a secret and hold a text',
      credentials: 'paths of attributes whose text looks like a credential',
      open: 'attributes that a control asks for and that only `terraform apply` will know',
      ignored: 'what `ignore_changes` leaves out of what a control asks for',
      serviceAccounts: 'the ServiceAccounts of the environment as `namespace/name`; left out where nobody knows them',
    },
  },
  stack: {
    object: 'of the kind `terraform` the configuration without its resources, each kind of block a list; of the kind `plan` `complete`, `modules` and `providers`; '
      + 'of the kind `change` what a plan does to one resource that holds data: `address`, `type`, `actions`, `because`, `reason`',
    variables: { environment: ENVIRONMENT, types: 'the types of all resources', secretTexts: 'as of a resource, in what stands beside the resources', credentials: 'in the same way; these three are left out for a plan' },
  },
  file: {
    object: '`path`, `attested`, `present`, `unchanged`, `link`, `effect`, `ambiguity`, `fault`; only `pavement verify` knows them',
    variables: { environment: ENVIRONMENT },
  },
  waiver: {
    object: '`id`, `verdict` and `text` of a waiver',
    variables: { environment: ENVIRONMENT },
  },
};

/** What `variables.environment` holds. */
export const ENVIRONMENT_FIELDS: Readonly<Record<string, string>> = {
  name: 'its name; empty for what is in no environment, which must be fit for the strictest one',
  tier: '`dev`, `staging` or `prod`',
  minor: 'the minor version of its Kubernetes 1',
  labelDomain: 'what the keys of labels begin with',
  ownershipLabels: 'the keys of the labels for `owner`, `costCenter`, `system`, `environment`',
  registries: 'where images may come from',
  account: 'its AWS account',
  region: 'its region',
  cluster: 'the name of its cluster',
  permissionsBoundary: 'ARN of the policy that bounds every role; empty when there is none',
  backupPlan: 'the AWS Backup plan that databases are part of; empty when there is none',
  backupCopies: 'the region that backups are copied to; empty when there is none',
  alarms: 'whether there is a topic for alarms',
  teams: 'the ids of its teams',
  exposure: '`kind`, `name`, `namespace`, `tlsListener` and `zones` of how workloads are reached from outside',
  kinds: 'kinds and types that may be written beside those that the controls know',
};

const INTRODUCTION = `## Controls of an organisation's own

A folder of YAML files, one control each, that \`PlatformApp\` gets as \`controls\`: data, no code. [The example](examples/organisation/acme-platform/controls)
has a control of its own and a file that makes one of the library's stricter. Two schemas help an editor:
\`node_modules/pavement/lib/policy/organisation/own-control.schema.json\` and \`tightening.schema.json\` beside it. \`pavement policies test FOLDER\` asks every control
about its examples, passing and failing ones; a file that cannot be used stops the synth with line and column.

An expression is [CEL](https://github.com/google/cel-spec) that must come out as \`true\`, with macros, optional values (\`object.?spec.?replicas.orValue(1)\`), functions
of texts, \`matches\` with patterns of RE2, and \`quantity\` and \`isQuantity\` as Kubernetes has them. One that fails to be evaluated is a finding, never a pass.
\`pavement policies export\` makes admission policies of rules about objects and Pods that ask for no other variables than ${[...KNOWN].map(name => `\`${name}\``).join(', ')}.
What there is to ask for depends on \`on\`:`;

/** How a platform team writes controls of its own. */
export function ownControlsSection(): string {
  return [
    INTRODUCTION,
    ...Object.entries(ASKED).map(([scope, { object, variables }]) => `**\`on: ${scope}\`**\n\n${table({ object, ...prefixed(variables) })}`),
    `\`variables.environment\` has:\n\n${table(ENVIRONMENT_FIELDS)}`,
  ].join('\n\n');
}

function prefixed(variables: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, meaning]) => [`variables.${name}`, meaning]));
}

function table(rows: Readonly<Record<string, string>>): string {
  return ['| name | what it is |', '| --- | --- |', ...Object.entries(rows).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`)].join('\n');
}
