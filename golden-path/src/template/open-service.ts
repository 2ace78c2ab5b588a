import type { Facts } from './condition';
import type { Marks } from './skeleton';
import type { PlatformServiceTsOptions } from '../options/options';
import { ServiceSpec, resolveService } from '../options/resolve-service';

/** Text that stands for an answer while a skeleton is made; none of it occurs anywhere else. */
const TEXTS = {
  name: 'zzq-name',
  owner: 'zzq-owner',
  system: 'zzq-system',
  description: 'zzq description',
  repository: 'zzq-group/zzq-repository',
  registry: 'zzq-registry',
  port: 64999,
  domain: 'zzq-domain',
  sloAvailability: 91.23457,
};

/** The same for options that have few values; what stands for them is none. */
const CHOSEN = { lifecycle: 'zzq-lifecycle', tier: 'zzq-tier', traceSamplingPercent: 8888888, logLevel: 'zzq-level', sloLatencyMs: 7777777 };

/** Options that have lines of their own in files, which are not there when nobody answers. */
export const OPTIONAL = ['domain', 'lifecycle', 'traceSamplingPercent'] as const;

/** What is in files for an answer, and the expression that writes it there. */
export const MARKS: Marks = [
  // lines that are there when somebody has said it
  ['    domain: \'zzq-domain\',\n', lineOf('domain', '"    domain: \'" + values.domain + "\',\\n"')],
  ['    catalog: { lifecycle: \'zzq-lifecycle\' },\n', lineOf('lifecycle', '"    catalog: { lifecycle: \'" + values.lifecycle + "\' },\\n"')],
  ['    traceSamplingPercent: 8888888,\n', lineOf('traceSamplingPercent', '"    traceSamplingPercent: " + values.traceSamplingPercent + ",\\n"')],
  ['zzq-group/zzq-repository', 'values.repository'],
  ['zzq-group', 'values.repository.split("/")[0]'],
  ['zzq-name', 'values.name'],
  ['zzq_name', 'values.name | replace("-", "_")'],
  ['zzq-owner', 'values.owner'],
  ['zzq-system', 'values.system'],
  ['zzq description', 'values.description'],
  ['zzq-registry', 'values.registry'],
  ['64999', 'values.port'],
  // as a share of 1; whole numbers, because 99.9 / 100 is not 0.999 in binary
  ['0.9123457', '((values.sloAvailability * 100000) | round) / 10000000'],
  ['ZZQ_TIER', 'values.tier | upper | replace("-", "_")'],
  ['zzq-level', 'values.logLevel'],
  ['7777.777', 'values.sloLatencyMs / 1000'],
];

function lineOf(option: typeof OPTIONAL[number], line: string): string {
  return `${line} if values.${option} !== "" else ""`;
}

/** A fact, the option that it follows from, and the expression that asks an answer for it. */
export interface Fact {
  readonly name: string;
  readonly option: keyof PlatformServiceTsOptions;
  asked(answer: string): string;
  of(spec: ServiceSpec): boolean;
}

export const FACTS: readonly Fact[] = [
  { name: 'github', option: 'ci', asked: answer => `"github" in (${answer} or ["github"])`, of: ({ ci }) => ci.includes('github') },
  { name: 'gitlab', option: 'ci', asked: answer => `"gitlab" in (${answer} or ["github"])`, of: ({ ci }) => ci.includes('gitlab') },
  { name: 'postgres', option: 'database', asked: answer => `${answer} == "postgres"`, of: ({ postgres }) => postgres },
  { name: 'flux', option: 'gitops', asked: answer => `${answer} == "flux"`, of: ({ gitops }) => gitops === 'flux' },
  { name: 'renovate', option: 'dependencyBot', asked: answer => `${answer} != "none"`, of: ({ renovate }) => renovate },
  { name: 'docs', option: 'docs', asked: answer => `${answer} != false`, of: ({ docs }) => docs },
];

/** Every combination of facts that answers can make. */
export function combinations(decided: Partial<PlatformServiceTsOptions>, libraryVersion: string): Facts[] {
  const spec = resolveService({ ...decided, ...TEXTS }, libraryVersion);
  return FACTS.reduce<Facts[]>((rest, { name, option, of }) => {
    const values = decided[option] === undefined ? [true, false] : [of(spec)];
    return rest.flatMap(facts => values.map(value => ({ ...facts, [name]: value })));
  }, [{}]).filter(({ github, gitlab }) => github || gitlab);
}

/** A service of which the facts are known and the answers are left open. */
export function openService(facts: Facts, decided: Partial<PlatformServiceTsOptions>, libraryVersion: string): ServiceSpec {
  return {
    ...resolveService({ ...decided, ...TEXTS }, libraryVersion),
    ...CHOSEN,
    ci: ['github', 'gitlab'].filter(system => facts[system]),
    postgres: facts.postgres,
    gitops: facts.flux ? 'flux' : 'argocd',
    renovate: facts.renovate,
    docs: facts.docs,
  };
}

/** Options whose answers are in files, each with what it is when nobody answers, as an expression. */
export function defaults(libraryVersion: string, expressions: { readonly name: string; readonly owner: string }): Record<string, string> {
  const spec = resolveService({ name: TEXTS.name, owner: TEXTS.owner }, libraryVersion);
  return Object.fromEntries((['system', 'description', 'tier', 'registry', 'port', 'logLevel', 'sloAvailability', 'sloLatencyMs'] as const).map(option => {
    const value = spec[option];
    return [option, typeof value === 'number' ? String(value) : concatenation(value, expressions)];
  }));
}

function concatenation(text: string, { name, owner }: { readonly name: string; readonly owner: string }): string {
  const expressions: Record<string, string> = { [TEXTS.name]: name, [TEXTS.owner]: owner };
  return text.split(new RegExp(`(${Object.keys(expressions).join('|')})`)).filter(Boolean)
    .map(part => expressions[part] ?? JSON.stringify(part)).join(' + ');
}
