/** What an option may be. */
export interface OptionRule {
  readonly kind: 'text' | 'number' | 'flag' | 'list';
  /** The values that there are. */
  readonly values?: readonly string[];
  /** What a text, or each of a list, looks like. */
  readonly pattern?: RegExp;
  /** For numbers. */
  readonly least?: number;
  readonly most?: number;
  readonly oneOf?: readonly number[];
  readonly whole?: boolean;
  /** What must hold, for messages. */
  readonly rule: string;
  readonly remedy: string;
  /** Of lists: whether one with nothing in it is fine. */
  readonly mayBeEmpty?: boolean;
}

/** Options by name. */
export type OptionTable = Readonly<Record<string, OptionRule>>;

// what some reader of YAML takes for a truth value or for nothing would not stay a name
const ID = /^(?=.{1,40}$)(?!(true|false|null|yes|no|on|off|y|n)$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const ID_RULE = '1 to 40 lower-case letters, digits and single hyphens, starting with a letter, and not a word like true, null or on';

/** A name that is a label of DNS wherever it goes. */
export const idRule: Omit<OptionRule, 'remedy'> = { kind: 'text', pattern: ID, rule: `must be ${ID_RULE}` };

/** Boundaries of the histogram of request durations, in milliseconds; a target between two of them could not be measured. */
const LATENCY_BOUNDARIES_MS = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10000];

/** One of some words. */
export const choice = (...values: string[]): OptionRule => ({
  kind: 'text', values, rule: `must be ${list(values)}`, remedy: 'correct the spelling',
});

/** Every option of a service, and what it may be. */
export const SERVICE_OPTIONS: OptionTable = {
  name: { kind: 'text', pattern: ID, rule: `must be ${ID_RULE}`, remedy: 'say it with --name, or rename the folder' },
  owner: { kind: 'text', pattern: ID, rule: `must be the id of a team: ${ID_RULE}`, remedy: 'say it with --owner team-payments' },
  system: { kind: 'text', pattern: ID, rule: `must be ${ID_RULE}`, remedy: 'leave it out to use the name' },
  description: { kind: 'text', pattern: /^[^\r\n`$\\"']{1,200}$/, rule: 'must be 1 to 200 characters on one line, without quotes, backslashes, ` and $', remedy: 'shorten or reword it' },
  domain: { kind: 'text', pattern: ID, rule: `must be ${ID_RULE}`, remedy: 'name one of the domains of the platform\'s standards' },
  lifecycle: choice('experimental', 'production', 'deprecated'),
  tier: choice('critical', 'standard', 'best-effort'),
  port: { kind: 'number', least: 1024, most: 65535, whole: true, rule: 'must be a whole number from 1024 to 65535', remedy: 'containers are not root and cannot open a lower one' },
  database: choice('postgres', 'none'),
  ci: { kind: 'list', values: ['github', 'gitlab'], rule: 'must be a list of github, gitlab', remedy: 'say --ci github, --ci gitlab, or both' },
  repository: { kind: 'text', pattern: /^[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)+$/, rule: 'must be group/name', remedy: 'write it as in the address of the repository' },
  environments: { kind: 'list', pattern: ID, rule: `must be a list of names of environments: ${ID_RULE}`, remedy: 'name those of the platform\'s standards' },
  manualEnvironments: { kind: 'list', pattern: ID, mayBeEmpty: true, rule: 'must be a list of environments', remedy: 'name some of `environments`' },
  gitops: choice('argocd', 'flux'),
  registry: { kind: 'text', pattern: /^[a-z0-9]+([.-][a-z0-9]+)*(:[0-9]{1,5})?(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/, rule: 'must be a host with an optional path, in lower case', remedy: 'write it as registry.example.com/shop, without https://' },
  platformPackage: {
    kind: 'text',
    pattern: /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*(@\S+)?$/,
    rule: 'must be the name of a package with an optional version or file',
    remedy: 'write it as pavement@^1.0.0, @acme/platform or pavement@file:../pavement.tgz',
  },
  logLevel: choice('debug', 'info', 'warn', 'error'),
  traceSamplingPercent: { kind: 'number', least: 0, most: 100, rule: 'must be a number from 0 to 100', remedy: 'it is in percent' },
  sloAvailability: { kind: 'number', least: 90, most: 99.999, rule: 'must be a number from 90 to 99.999', remedy: 'it is in percent' },
  sloLatencyMs: { kind: 'number', oneOf: LATENCY_BOUNDARIES_MS, rule: `must be one of ${LATENCY_BOUNDARIES_MS.join(', ')}`, remedy: 'only these can be measured' },
  codeowners: {
    kind: 'list', pattern: /^@[A-Za-z0-9][\w.-]*(\/[A-Za-z0-9][\w.-]*)*$/, mayBeEmpty: true, rule: 'must be a list of people or teams', remedy: 'write each as @acme/security',
  },
  dependencyBot: choice('renovate', 'none'),
  docs: { kind: 'flag', rule: 'must be true or false', remedy: 'say --docs or --no-docs' },
  deps: { kind: 'list', pattern: /^\S+$/, mayBeEmpty: true, rule: 'must be a list of packages', remedy: 'write each as zod@^4' },
  devDeps: { kind: 'list', pattern: /^\S+$/, mayBeEmpty: true, rule: 'must be a list of packages', remedy: 'write each as nock@^14' },
  gitignore: { kind: 'list', pattern: /^[^\r\n]+$/, mayBeEmpty: true, rule: 'must be a list of patterns', remedy: 'write each as /tmp/' },
  createdAt: { kind: 'text', pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, rule: 'must be a moment in UTC', remedy: 'write it as 2026-01-31T09:30:00Z' },
  outdir: { kind: 'text', rule: 'must be a folder', remedy: 'leave it out' },
};

function list(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`;
}
