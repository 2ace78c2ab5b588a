import { resolveEnvironment } from '../standards/environment-spec';
import { ExposureKind, StandardsProps, Tier } from '../standards/standards-props';

/** What rules know of an environment, as `variables.environment`. */
export interface EnvironmentFacts {
  readonly name: string;
  readonly tier: Tier;
  /** Minor version of the cluster's Kubernetes 1. */
  readonly minor: number;
  readonly labelDomain: string;
  /** Keys of the labels that say whose an object is. */
  readonly ownershipLabels: { readonly owner: string; readonly costCenter: string; readonly system: string; readonly environment: string };
  readonly registries: readonly string[];
  readonly account: string;
  readonly region: string;
  readonly cluster: string;
  /** ARN of the policy that bounds every role; empty when there is none. */
  readonly permissionsBoundary: string;
  /** The AWS Backup plan that databases are part of; empty when there is none. */
  readonly backupPlan: string;
  /** Another region that automated backups are copied to; empty when there is none. */
  readonly backupCopies: string;
  /** Whether there is a topic for alarms. */
  readonly alarms: boolean;
  readonly teams: readonly string[];
  /** How workloads are reached from outside the cluster. */
  readonly exposure: {
    readonly kind: ExposureKind;
    /** Name of the Gateway, or of the IngressClass. */
    readonly name: string;
    readonly namespace: string;
    readonly tlsListener: string;
    readonly zones: readonly string[];
  };
  /** Kinds and types that may be written beside those that the controls know. */
  readonly kinds: readonly string[];
}

/** What is known of each environment of the standards, by name. */
export function environmentFacts(standards: StandardsProps): Map<string, EnvironmentFacts> {
  return new Map(Object.keys(standards.environments).map(name => {
    const { tier, labelDomain, registries, aws, cluster, teams, kinds } = resolveEnvironment(standards, name);
    const { exposure } = cluster;
    return [name, {
      name,
      tier,
      minor: Number(cluster.version.split('.')[1]),
      labelDomain,
      ownershipLabels: ownershipLabels(labelDomain),
      registries,
      account: aws.account,
      region: aws.region,
      cluster: cluster.name,
      permissionsBoundary: aws.permissionsBoundary ?? '',
      backupPlan: aws.backupPlan?.planId ?? '',
      backupCopies: aws.backupCopies?.region ?? '',
      alarms: aws.alarmTopic !== undefined,
      teams: Object.keys(teams),
      exposure: {
        kind: exposure.kind, name: exposure.name, namespace: exposure.namespace, tlsListener: exposure.tlsListener, zones: exposure.zones,
      },
      kinds,
    }];
  }));
}

const STRICTNESS = [Tier.DEV, Tier.STAGING, Tier.PROD];

/** What holds for documents of no environment: the demands of the strictest one. */
export function strictest(facts: ReadonlyMap<string, EnvironmentFacts>): EnvironmentFacts {
  return [...facts.values()].reduce((one, other) => STRICTNESS.indexOf(other.tier) > STRICTNESS.indexOf(one.tier) ? other : one);
}

/** What rules know where there is no environment: the demands of the strictest one, without its name. */
export function anywhere(facts: ReadonlyMap<string, EnvironmentFacts>): EnvironmentFacts {
  return { ...strictest(facts), name: '' };
}

/** The keys under a label domain. */
export function ownershipLabels(labelDomain: string): EnvironmentFacts['ownershipLabels'] {
  return {
    owner: `${labelDomain}/owner`, costCenter: `${labelDomain}/cost-center`, system: `${labelDomain}/system`, environment: `${labelDomain}/environment`,
  };
}
