import { overlap, parseCidr } from './cidr';
import { BACKUP_DAYS, DATABASE_SIZES, SERVICE_PROFILES, STORAGE_HEADROOM } from './defaults';
import { instanceFacts } from './instance-classes';
import { EnvironmentStandards, StandardsProps, Tier, WorkloadIdentity } from './standards-props';
import { ID_RULE, isId } from '../core/names';
import { shown } from '../core/problems';

/** A problem of a standards document. */
export interface StandardsProblem {
  /** Where in the document, such as `['environments', 'prod', 'tier']`. */
  readonly path: string[];
  /** `must ..., got ...; what to do`. */
  readonly text: string;
}

/** The values that CloudWatch Logs offers; @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** The days that Performance Insights offers; @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.Overview.cost.html */
const INSIGHTS_DAYS = [7, ...Array.from({ length: 23 }, (_, i) => 31 * (i + 1)), 731];
const ADVANCED_INSIGHTS_DAYS = 465;

const TIERS = Object.values(Tier) as string[];

/** What a schema cannot say: rules between fields, address arithmetic, names that appear as keys. */
export function checkStandards(standards: StandardsProps): StandardsProblem[] {
  const problems: StandardsProblem[] = [];
  const must = (holds: boolean, path: (string | number)[], rule: string, got: unknown, remedy: string) => {
    if (!holds) {
      problems.push({ path: path.map(String), text: `${rule}, got ${shown(got)}; ${remedy}` });
    }
  };

  for (const [kind, entries] of [['teams', standards.teams], ['environments', standards.environments]] as const) {
    const ids = Object.keys(entries);
    must(ids.length > 0, [kind], `${kind} must have at least one entry`, entries, 'add one');
    ids.forEach(id => must(isId(id), [kind, id], `a key of ${kind} must be ${ID_RULE}`, id, 'rename it'));
  }
  standards.registries.forEach((registry, i) => must(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]+)?(\/[a-z0-9._-]+)*$/.test(registry), ['registries', i],
    'a registry must be a host with optional port and path', registry, 'leave out the scheme, wildcards, tags and a trailing slash',
  ));
  Object.entries(standards.teams).forEach(([team, { costCenter }]) => must(
    /[A-Za-z0-9]$/.test(costCenter), ['teams', team, 'costCenter'], 'costCenter must end with a letter or digit', costCenter, 'it is the value of a label',
  ));
  must(
    !/^(aws|ssm)/.test(standards.organization), ['organization'], 'organization must not begin with aws or ssm', standards.organization,
    'Parameter Store keeps such paths for itself',
  );
  Object.entries(standards.environments).forEach(([name, environment]) => checkEnvironment(name, environment, must));

  Object.entries(standards.services ?? {}).forEach(([tier, overrides]) => {
    const known = TIERS.includes(tier);
    must(known, ['services', tier], `a key of services must be one of ${TIERS.join(', ')}`, tier, 'use a tier, not an environment\'s name');
    const { minReplicas, maxReplicas } = { ...SERVICE_PROFILES[tier as Tier], ...overrides };
    must(
      !known || minReplicas <= maxReplicas, ['services', tier, overrides.minReplicas === undefined ? 'maxReplicas' : 'minReplicas'],
      `minReplicas must not be above maxReplicas (${maxReplicas})`, minReplicas, 'raise maxReplicas or lower minReplicas',
    );
  });

  Object.entries(standards.databaseSizes ?? {}).forEach(([tier, sizes]) => {
    must(TIERS.includes(tier), ['databaseSizes', tier], `a key of databaseSizes must be one of ${TIERS.join(', ')}`, tier, 'use a tier, not an environment\'s name');
    const known = Object.keys(DATABASE_SIZES[Tier.PROD]);
    Object.entries(sizes).forEach(([size, overrides]) => {
      const path = ['databaseSizes', tier, size];
      must(known.includes(size), path, `a size must be one of ${known.join(', ')}`, size, 'adjust one of these');
      overrides.instanceClasses?.forEach((instanceClass, i) => must(
        /^db(\.[a-z0-9-]+){2}$/.test(instanceClass), [...path, 'instanceClasses', i], 'an instance class must be as RDS names it', instanceClass, 'write it as "db.m8g.large"',
      ));
      overrides.instanceClasses?.forEach((instanceClass, i) => must(
        !/^db(\.[a-z0-9-]+){2}$/.test(instanceClass) || instanceFacts(instanceClass) !== undefined, [...path, 'instanceClasses', i], 'an instance class must be of a family t, m, r or x2g and a size up from micro or large',
        instanceClass, 'alarms and connections are computed from its memory, which is known for these',
      ));
      const { insightsRetentionDays } = overrides;
      must(
        insightsRetentionDays === undefined || INSIGHTS_DAYS.includes(insightsRetentionDays), [...path, 'insightsRetentionDays'],
        'insightsRetentionDays must be 7, a multiple of 31 up to 713, or 731', insightsRetentionDays, `7 is the standard mode, ${ADVANCED_INSIGHTS_DAYS} and more the advanced one`,
      );
      if (!TIERS.includes(tier) || !known.includes(size)) {
        return;
      }
      const { storageGiB, maxStorageGiB } = { ...DATABASE_SIZES[tier as Tier][size], ...overrides };
      must(
        maxStorageGiB >= storageGiB * STORAGE_HEADROOM, [...path, overrides.maxStorageGiB === undefined ? 'storageGiB' : 'maxStorageGiB'],
        `maxStorageGiB must be at least ${STORAGE_HEADROOM} times storageGiB (${storageGiB})`, maxStorageGiB,
        `raise maxStorageGiB to ${Math.ceil(storageGiB * STORAGE_HEADROOM)} or more`,
      );
    });
  });

  Object.entries(standards.databases?.backupRetentionDays ?? {}).forEach(([tier, days]) => {
    const path = ['databases', 'backupRetentionDays', tier];
    must(TIERS.includes(tier), path, `a key of backupRetentionDays must be one of ${TIERS.join(', ')}`, tier, 'use a tier');
    must(Number.isInteger(days) && days >= BACKUP_DAYS.min && days <= BACKUP_DAYS.max, path, 'backupRetentionDays must be a whole number from 1 to 35', days, 'RDS keeps automated backups for 35 days at most');
  });
  Object.entries(standards.databases?.deletionProtection ?? {}).forEach(([tier, on]) => {
    const path = ['databases', 'deletionProtection', tier];
    must(TIERS.includes(tier), path, `a key of deletionProtection must be one of ${TIERS.join(', ')}`, tier, 'use a tier');
    must(on || tier !== Tier.PROD, path, 'deletionProtection must be true in prod', on, 'leave it out');
  });
  must(
    standards.asOf === undefined || isDay(standards.asOf), ['asOf'], 'asOf must be a day of the calendar', standards.asOf, 'write it as "2026-07-01"',
  );
  const logRetentionDays = standards.databases?.logRetentionDays;
  must(
    logRetentionDays === undefined || LOG_RETENTION_DAYS.includes(logRetentionDays), ['databases', 'logRetentionDays'],
    `logRetentionDays must be one of ${LOG_RETENTION_DAYS.join(', ')}`, logRetentionDays, 'CloudWatch Logs offers no other',
  );
  must(
    /^(~>|>=|=|<=|<)? ?[0-9]+\.[0-9]+(\.[0-9]+)?(, ?(~>|>=|<=|<|!=) ?[0-9]+\.[0-9]+(\.[0-9]+)?)*$/.test(standards.awsProvider ?? '5.100'), ['awsProvider'],
    'awsProvider must be a Terraform version constraint', standards.awsProvider, 'write it as "~> 5.100" or "~> 6.0"',
  );
  return problems;
}

type Must = (holds: boolean, path: (string | number)[], rule: string, got: unknown, remedy: string) => void;

function checkEnvironment(name: string, { aws, cluster, namespace }: EnvironmentStandards, must: Must): void {
  const at = ['environments', name];
  const zones = new Set(aws.databaseSubnets.map(subnet => subnet.zone));
  must(zones.size >= 2, [...at, 'aws', 'databaseSubnets'], 'databaseSubnets must be in at least two zones', [...zones].join(', '), 'add a subnet in another zone');
  aws.databaseSubnets.forEach(({ zone }, i) => must(
    zone.startsWith(aws.region), [...at, 'aws', 'databaseSubnets', i, 'zone'], `zone must be in the environment's region ${aws.region}`, zone, 'correct the zone or the region',
  ));

  const { alarmTopic, backupCopies } = aws;
  const topicRegion = alarmTopic?.split(':')[3];
  must(topicRegion === undefined || topicRegion === aws.region, [...at, 'aws', 'alarmTopic'], `alarmTopic must be in the environment's region ${aws.region}`, alarmTopic, 'CloudWatch reaches topics of its own region only');
  must(
    backupCopies?.region !== aws.region, [...at, 'aws', 'backupCopies', 'region'], 'the region of backupCopies must be another than the environment\'s', backupCopies?.region,
    'name one that is left when this one is gone',
  );

  const ranges = [
    ...aws.databaseSubnets.map(({ cidr }, i) => ({ cidr, path: [...at, 'aws', 'databaseSubnets', i, 'cidr'] })),
    ...cluster.podCidrs.map((cidr, i) => ({ cidr, path: [...at, 'cluster', 'podCidrs', i] })),
  ].map(range => ({ ...range, parsed: parseCidr(range.cidr) }));
  ranges.forEach(({ cidr, path, parsed }, i) => {
    must(parsed !== undefined, path, 'an address range must be an IPv4 CIDR block without bits behind its prefix', cidr, 'write it as "10.0.0.0/16"');
    const other = ranges.slice(0, i).find(earlier => earlier.parsed && parsed && overlap(earlier.parsed, parsed));
    must(other === undefined, path, `an address range must not overlap with ${other?.cidr} of ${other?.path.slice(2).join('.')}`, cidr, 'give each its own range');
  });

  must(
    namespace === undefined || /^([a-z]|\{\w+\})([a-z0-9]|\{\w+\})*(-([a-z0-9]|\{\w+\})+)*$/.test(namespace), [...at, 'namespace'],
    'namespace must start with a letter or a placeholder and have single hyphens only between others', namespace, 'write it as "{system}" or "apps-{system}"',
  );
  cluster.exposure.zones.forEach((zone, i) => must(
    /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(zone), [...at, 'cluster', 'exposure', 'zones', i],
    'a zone must be a lower-case DNS name', zone, 'write it as "dev.example.com", without wildcard',
  ));
  must(
    namespace === undefined || /\{(team|system)\}/.test(namespace), [...at, 'namespace'],
    'namespace must contain {team} or {system}', namespace, 'otherwise all systems would share one namespace',
  );
  must(
    cluster.workloadIdentity !== WorkloadIdentity.IRSA || cluster.oidcIssuer !== undefined, [...at, 'cluster', 'oidcIssuer'],
    'oidcIssuer must be given when workloadIdentity is irsa', cluster.oidcIssuer, 'copy it from the cluster without https://',
  );
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
