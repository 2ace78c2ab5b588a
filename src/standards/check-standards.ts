import { overlap, parseCidr } from './cidr';
import { BACKUP_DAYS, DATABASE_SIZES, DatabaseSize, SERVICE_PROFILES, STORAGE_HEADROOM } from './defaults';
import { DocumentProblem } from './document-problem';
import { instanceFacts } from './instance-classes';
import {
  AwsStandards, ClusterStandards, DatabasePolicyOverrides, DatabaseSizeOverrides, EnvironmentStandards, NetworkPolicyEngine, ServiceProfileOverrides,
  StandardsProps,
  ServiceTier, Tier, WorkloadIdentity,
} from './standards-props';
import { isDay } from '../core/days';
import { ID_RULE, isId } from '../core/names';
import { shown } from '../core/problems';

/** A document of which any part may be absent or, where it is malformed, undefined. */
type Parts<T> = T extends object ? { readonly [K in keyof T]?: Parts<T[K]> } : T;
export type StandardsParts = Parts<StandardsProps>;

/** The values that CloudWatch Logs offers; @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** The days that Performance Insights offers; @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html */
const INSIGHTS_DAYS = [7, ...Array.from({ length: 23 }, (_, i) => 31 * (i + 1)), 731];
const ADVANCED_INSIGHTS_DAYS = 465;

const TIERS = Object.values(Tier) as string[];
const SERVICE_TIERS = Object.values(ServiceTier) as string[];

/** Notes `rule, got <value>; remedy` at a place of the document unless the rule holds. */
type Must = (holds: boolean, path: string[], rule: string, got: unknown, remedy: string) => void;

/**
 * What a schema cannot say: rules between fields, address arithmetic, names that appear as keys.
 *
 * A rule is not applied where a value that it needs is undefined: the schema has named that place already.
 */
export function checkStandards(standards: StandardsParts): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const must: Must = (holds, path, rule, got, remedy) => {
    if (!holds) {
      problems.push({ path, text: `${rule}, got ${shown(got)}; ${remedy}` });
    }
  };

  checkIds(standards, must);
  validEntries(standards.registries).forEach(([i, registry]) => must(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(\/[a-z0-9._-]+)*$/.test(registry), ['registries', i],
    'a registry must be a host with optional port and path', registry, 'leave out the scheme, wildcards, tags and a trailing slash',
  ));
  validEntries(standards.teams).forEach(([team, { costCenter }]) => must(
    costCenter === undefined || /[A-Za-z0-9]$/.test(costCenter), ['teams', team, 'costCenter'],
    'costCenter must end with a letter or digit', costCenter, 'it is the value of a label',
  ));
  must(
    !/^(aws|ssm)/.test(standards.organization ?? ''), ['organization'], 'organization must not begin with aws or ssm', standards.organization,
    'Parameter Store keeps such paths for itself',
  );
  validEntries(standards.environments).forEach(([name, environment]) => checkEnvironment(name, environment, must));
  checkGroups(standards, must);
  checkTiers('services', standards.services, must).forEach(([tier, overrides]) => checkReplicas(tier, overrides, must));
  checkTiers('databaseSizes', standards.databaseSizes, must);
  validEntries(standards.databaseSizes).forEach(([tier, sizes]) => checkSizes(tier, sizes, must));
  checkDatabases(standards.databases ?? {}, must);
  must(
    standards.asOf === undefined || isDay(standards.asOf), ['asOf'], 'asOf must be a day of the calendar', standards.asOf, 'write it as "2026-07-01"',
  );
  validEntries(standards.kinds).forEach(([i, kind]) => must(
    /^(([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Z][A-Za-z0-9]*|aws_[a-z0-9_]+)$/.test(kind), ['kinds', i],
    'a kind must be an API group without version, a slash and a kind, or a resource type of AWS', kind,
    'write it as "argoproj.io/Rollout" or "aws_apprunner_service"',
  ));
  const { clientImage } = standards.databases ?? {};
  const registries = validEntries(standards.registries).map(([, registry]) => registry);
  must(
    clientImage === undefined || registries.length === 0 || registries.some(registry => clientImage.startsWith(`${registry}/`)), ['databases', 'clientImage'],
    `clientImage must come from one of the registries ${registries.join(', ')}`, clientImage, 'push it there, or add its registry',
  );
  must(
    /^(~>|>=|=|<=|<)? ?[0-9]+\.[0-9]+(\.[0-9]+)?(, ?(~>|>=|<=|<|!=) ?[0-9]+\.[0-9]+(\.[0-9]+)?)*$/.test(standards.awsProvider ?? '5.100'), ['awsProvider'],
    'awsProvider must be a Terraform version constraint', standards.awsProvider, 'write it as "~> 5.100" or "~> 6.0"',
  );
  return problems;
}

/** The keys or numbers of what is valid, with it. */
function validEntries<T>(parts: { readonly [key: string]: T } | readonly T[] | undefined): [key: string, part: NonNullable<T>][] {
  return Object.entries(parts ?? {}).filter((entry): entry is [string, NonNullable<T>] => entry[1] !== undefined);
}

function checkIds(standards: StandardsParts, must: Must): void {
  for (const [kind, entries] of [['teams', standards.teams], ['environments', standards.environments]] as const) {
    const ids = Object.keys(entries ?? {});
    must(entries === undefined || ids.length > 0, [kind], `${kind} must have at least one entry`, entries, 'add one');
    ids.forEach(id => must(isId(id), [kind, id], `a key of ${kind} must be ${ID_RULE}`, id, 'rename it'));
  }
}

/** Teams and domains name others that are there, and nothing is part of itself. */
function checkGroups({ teams, domains }: StandardsParts, must: Must): void {
  for (const [kind, entries] of [['teams', teams], ['domains', domains]] as const) {
    const parents = new Map(Object.entries(entries ?? {}).map(([id, entry]) => [id, entry?.parent]));
    parents.forEach((parent, id) => {
      must(parent === undefined || parents.has(parent), [kind, id, 'parent'], `parent must be one of ${[...parents.keys()].join(', ')}`, parent, `add it to ${kind}, or correct it`);
      must(!isPartOfItself(id, parents), [kind, id, 'parent'], `${kind} must not be part of themselves`, parent, 'leave one parent out');
    });
  }
  validEntries(domains).forEach(([id, { owner }]) => {
    must(isId(id), ['domains', id], `a key of domains must be ${ID_RULE}`, id, 'rename it');
    must(owner === undefined || teams === undefined || Object.hasOwn(teams, owner), ['domains', id, 'owner'], `owner must be one of ${Object.keys(teams ?? {}).join(', ')}`, owner, 'add the team to teams, or correct it');
  });
}

function isPartOfItself(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === id) {
      return true;
    }
    seen.add(at);
  }
  return false;
}

/** Names the keys that are no tier; answers the valid entries of the others. */
function checkTiers<T>(kind: string, parts: { readonly [tier: string]: T } | undefined, must: Must): [tier: Tier, part: NonNullable<T>][] {
  Object.keys(parts ?? {}).forEach(tier => must(
    TIERS.includes(tier), [kind, tier], `a key of ${kind} must be one of ${TIERS.join(', ')}`, tier, 'use a tier, not an environment\'s name',
  ));
  return validEntries(parts).filter((entry): entry is [Tier, NonNullable<T>] => TIERS.includes(entry[0]));
}

function checkReplicas(tier: Tier, overrides: Parts<ServiceProfileOverrides>, must: Must): void {
  const { minReplicas, maxReplicas } = { ...SERVICE_PROFILES[tier], ...overrides };
  if (minReplicas === undefined || maxReplicas === undefined || minReplicas <= maxReplicas) {
    return;
  }
  const at = ['services', tier];
  if (overrides.minReplicas === undefined) {
    must(false, [...at, 'maxReplicas'], `maxReplicas must not be below minReplicas, which is ${minReplicas} by default in ${tier}`, maxReplicas, 'raise it or give minReplicas as well');
  } else if (overrides.maxReplicas === undefined) {
    must(false, [...at, 'minReplicas'], `minReplicas must not be above maxReplicas, which is ${maxReplicas} by default in ${tier}`, minReplicas, 'lower it or give maxReplicas as well');
  } else {
    must(false, [...at, 'minReplicas'], `minReplicas must not be above maxReplicas (${maxReplicas})`, minReplicas, 'raise maxReplicas or lower minReplicas');
  }
}

function checkSizes(tier: string, sizes: { readonly [size: string]: Parts<DatabaseSizeOverrides> | undefined }, must: Must): void {
  const known = Object.keys(DATABASE_SIZES[Tier.PROD]);
  Object.keys(sizes).forEach(size => must(
    known.includes(size), ['databaseSizes', tier, size], `a size must be one of ${known.join(', ')}`, size, 'adjust one of these',
  ));
  validEntries(sizes).forEach(([size, overrides]) => {
    const at = ['databaseSizes', tier, size];
    validEntries(overrides.instanceClasses).forEach(([i, instanceClass]) => must(
      /^db(\.[a-z0-9-]+){2}$/.test(instanceClass), [...at, 'instanceClasses', i], 'an instance class must be as RDS names it', instanceClass, 'write it as "db.m8g.large"',
    ));
    validEntries(overrides.instanceClasses).filter(([, instanceClass]) => /^db(\.[a-z0-9-]+){2}$/.test(instanceClass)).forEach(([i, instanceClass]) => must(
      instanceFacts(instanceClass) !== undefined, [...at, 'instanceClasses', i],
      'an instance class must be of a family t, m, r or x2g and a size up from micro or large', instanceClass,
      'alarms and connections are computed from its memory, which is known for these',
    ));
    const { insightsRetentionDays, multiAz } = overrides;
    must(tier !== Tier.PROD || multiAz !== false, [...at, 'multiAz'], 'multiAz must be true in prod', multiAz, 'leave it out');
    must(
      insightsRetentionDays === undefined || INSIGHTS_DAYS.includes(insightsRetentionDays), [...at, 'insightsRetentionDays'],
      'insightsRetentionDays must be 7, a multiple of 31 up to 713, or 731', insightsRetentionDays,
      `7 is the standard mode, ${ADVANCED_INSIGHTS_DAYS} and more the advanced one`,
    );
    if (TIERS.includes(tier) && known.includes(size)) {
      checkStorage(at, DATABASE_SIZES[tier as Tier][size], overrides, must);
    }
  });
}

function checkStorage(at: string[], builtIn: DatabaseSize, overrides: Parts<DatabaseSizeOverrides>, must: Must): void {
  const { storageGiB, maxStorageGiB } = { ...builtIn, ...overrides };
  if (storageGiB === undefined || maxStorageGiB === undefined || maxStorageGiB >= storageGiB * STORAGE_HEADROOM) {
    return;
  }
  const least = Math.ceil(storageGiB * STORAGE_HEADROOM);
  const most = Math.floor(maxStorageGiB / STORAGE_HEADROOM);
  if (overrides.maxStorageGiB === undefined) {
    must(
      false, [...at, 'storageGiB'], `storageGiB must be at most ${most} as long as maxStorageGiB is ${maxStorageGiB}, the default`,
      storageGiB, `lower it or give a maxStorageGiB of ${least} or more`,
    );
  } else {
    const whose = overrides.storageGiB === undefined ? `, which is ${storageGiB} by default` : ` (${storageGiB})`;
    must(
      false, [...at, 'maxStorageGiB'], `maxStorageGiB must be at least ${STORAGE_HEADROOM} times storageGiB${whose}`, maxStorageGiB,
      `raise maxStorageGiB to ${least} or more`,
    );
  }
}

function checkDatabases({ backupRetentionDays, deletionProtection, logRetentionDays }: Parts<DatabasePolicyOverrides>, must: Must): void {
  Object.keys(backupRetentionDays ?? {}).forEach(tier => must(
    TIERS.includes(tier), ['databases', 'backupRetentionDays', tier], `a key of backupRetentionDays must be one of ${TIERS.join(', ')}`, tier, 'use a tier',
  ));
  validEntries(backupRetentionDays).forEach(([tier, days]) => must(
    Number.isInteger(days) && days >= leastBackupDays(tier) && days <= BACKUP_DAYS.max, ['databases', 'backupRetentionDays', tier],
    `backupRetentionDays must be a whole number from ${leastBackupDays(tier)} to ${BACKUP_DAYS.max}`, days, retentionRemedy(tier, days),
  ));
  Object.keys(deletionProtection ?? {}).forEach(tier => must(
    TIERS.includes(tier), ['databases', 'deletionProtection', tier], `a key of deletionProtection must be one of ${TIERS.join(', ')}`, tier, 'use a tier',
  ));
  must(
    deletionProtection?.[Tier.PROD] !== false, ['databases', 'deletionProtection', Tier.PROD], 'deletionProtection must be true in prod', false, 'leave it out',
  );
  must(
    logRetentionDays === undefined || LOG_RETENTION_DAYS.includes(logRetentionDays), ['databases', 'logRetentionDays'],
    `logRetentionDays must be one of ${LOG_RETENTION_DAYS.join(', ')}`, logRetentionDays, 'CloudWatch Logs offers no other',
  );
}

function leastBackupDays(tier: string): number {
  return BACKUP_DAYS.min[tier] ?? 1;
}

function retentionRemedy(tier: string, days: number): string {
  if (days < leastBackupDays(tier)) {
    return 'raise it, because what is noticed late could not be restored';
  }
  return days > BACKUP_DAYS.max ? 'lower it, because RDS keeps automated backups for 35 days at most' : 'write whole days';
}

function checkEnvironment(name: string, { aws, cluster, namespace }: Parts<EnvironmentStandards>, must: Must): void {
  const at = ['environments', name];
  checkZones([...at, 'aws'], aws ?? {}, must);
  checkRanges(at, aws, cluster, must);
  checkRegions([...at, 'aws'], aws ?? {}, must);
  must(
    namespace === undefined || /^([a-z]|\{\w+\})([a-z0-9]|\{\w+\})*(-([a-z0-9]|\{\w+\})+)*$/.test(namespace), [...at, 'namespace'],
    'namespace must start with a letter or a placeholder and have single hyphens only between others', namespace, 'write it as "{system}" or "apps-{system}"',
  );
  must(
    namespace === undefined || /\{(team|system)\}/.test(namespace), [...at, 'namespace'],
    'namespace must contain {team} or {system}', namespace, 'otherwise all systems would share one namespace',
  );
  validEntries(cluster?.exposure?.zones).forEach(([i, zone]) => must(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(zone), [...at, 'cluster', 'exposure', 'zones', i],
    'a zone must be a lower-case DNS name', zone, 'write it as "dev.example.com", without wildcard',
  ));
  must(
    cluster?.workloadIdentity !== WorkloadIdentity.IRSA || cluster.oidcIssuer !== undefined, [...at, 'cluster', 'oidcIssuer'],
    'oidcIssuer must be given when workloadIdentity is irsa', cluster?.oidcIssuer, 'copy it from the cluster without https://',
  );
  must(
    cluster?.workloadIdentity !== WorkloadIdentity.IRSA || cluster.networkPolicyEngine === NetworkPolicyEngine.CILIUM || aws === undefined
      || 'endpointCidrs' in aws, [...at, 'aws', 'endpointCidrs'],
    'endpointCidrs must be given when workloadIdentity is irsa and network policies know no names', undefined,
    'Pods take their role from AWS STS; name the address ranges of its interface endpoint',
  );
  Object.keys(cluster?.priorityClasses ?? {}).forEach(tier => must(
    SERVICE_TIERS.includes(tier), [...at, 'cluster', 'priorityClasses', tier], `a key of priorityClasses must be one of ${SERVICE_TIERS.join(', ')}`, tier,
    'use a tier of services',
  ));
}

function checkRegions(at: string[], { region, alarmTopic, backupCopies }: Parts<AwsStandards>, must: Must): void {
  must(
    region === undefined || alarmTopic === undefined || alarmTopic.split(':')[3] === region, [...at, 'alarmTopic'],
    `alarmTopic must be in the environment's region ${region}`, alarmTopic, 'CloudWatch reaches topics of its own region only',
  );
  must(
    region === undefined || backupCopies?.region !== region, [...at, 'backupCopies', 'region'],
    'the region of backupCopies must be another than the environment\'s', backupCopies?.region, 'name one that is left when this one is gone',
  );
}

function checkZones(at: string[], { region, databaseSubnets }: Parts<AwsStandards>, must: Must): void {
  const zones = databaseSubnets?.map(subnet => subnet?.zone) ?? [];
  const different = new Set(zones);
  // a zone that is malformed may be meant to be the second
  must(
    databaseSubnets === undefined || different.has(undefined) || different.size >= 2, [...at, 'databaseSubnets'],
    'databaseSubnets must be in at least two zones', [...different].join(', '), 'add a subnet in another zone',
  );
  zones.forEach((zone, i) => must(
    zone === undefined || region === undefined || zone.startsWith(region), [...at, 'databaseSubnets', String(i), 'zone'],
    `zone must be in the environment's region ${region}`, zone, 'correct the zone or the region',
  ));
}

function checkRanges(at: string[], aws: Parts<AwsStandards> | undefined, cluster: Parts<ClusterStandards> | undefined, must: Must): void {
  const ranges = [
    ...validEntries(aws?.databaseSubnets).map(([i, { cidr }]) => ({ cidr, path: [...at, 'aws', 'databaseSubnets', i, 'cidr'] })),
    ...validEntries(cluster?.podCidrs).map(([i, cidr]) => ({ cidr, path: [...at, 'cluster', 'podCidrs', i] })),
  ];
  checkOverlap(ranges, must);
  // these may well be parts of the others
  [
    ...validEntries(aws?.endpointCidrs).map(([i, cidr]) => ({ cidr, path: [...at, 'aws', 'endpointCidrs', i] })),
    ...validEntries(cluster?.apiServerCidrs).map(([i, cidr]) => ({ cidr, path: [...at, 'cluster', 'apiServerCidrs', i] })),
  ].forEach(range => checkOverlap([range], must));
}

/** Ranges that are malformed, or that share addresses. */
function checkOverlap(given: { readonly cidr: string | undefined; readonly path: string[] }[], must: Must): void {
  const ranges = given.map(range => ({ ...range, parsed: range.cidr === undefined ? undefined : parseCidr(range.cidr) }));
  ranges.forEach(({ cidr, path, parsed }, i) => {
    must(cidr === undefined || parsed !== undefined, path, 'an address range must be an IPv4 CIDR block without bits behind its prefix', cidr, 'write it as "10.0.0.0/16"');
    const other = ranges.slice(0, i).find(earlier => earlier.parsed && parsed && overlap(earlier.parsed, parsed));
    must(other === undefined, path, `an address range must not overlap with ${other?.cidr} of ${other?.path.slice(2).join('.')}`, cidr, 'give each its own range');
  });
}
