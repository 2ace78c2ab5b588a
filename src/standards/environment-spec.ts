import {
  API_GROUP, AWS_PROVIDER, DATABASE_POLICY, DATABASE_SIZES, DatabasePolicy, DatabaseSize, NAMESPACE_PATTERN, SERVICE_PROFILES, ServiceProfile,
  TLS_LISTENER,
} from './defaults';
import { AwsStandards, ClusterStandards, ExposureStandards, NetworkPolicyEngine, StandardsProps, TeamStandards, TerraformStateStandards, Tier, WorkloadIdentity } from './standards-props';

/** The standards as one environment sees them: every default filled in. */
export interface EnvironmentSpec {
  readonly organization: string;
  readonly labelDomain: string;
  /** API group of YAML intents. */
  readonly apiGroup: string;
  readonly name: string;
  readonly tier: Tier;
  readonly teams: Record<string, TeamStandards>;
  readonly registries: string[];
  readonly kinds: string[];
  readonly aws: AwsStandards;
  readonly cluster: ClusterSpec;
  readonly namespacePattern: string;
  readonly terraformState: TerraformStateStandards;
  readonly awsProvider: string;
  readonly service: ServiceProfile;
  readonly databaseSizes: Record<string, DatabaseSize>;
  readonly databases: DatabasePolicy;
  /** The day that the standards speak of, as `YYYY-MM-DD`; undefined when they name none. */
  readonly asOf?: string;
}

/** A cluster in which nothing is optional that has a default. */
export interface ClusterSpec extends ClusterStandards {
  readonly workloadIdentity: WorkloadIdentity;
  readonly networkPolicyEngine: NetworkPolicyEngine;
  readonly exposure: ExposureStandards & { readonly tlsListener: string; readonly annotations: Record<string, string> };
}

/** Fills in the built-in decisions where the standards say nothing. */
export function resolveEnvironment(standards: StandardsProps, name: string): EnvironmentSpec {
  const { tier, aws, cluster, namespace, terraformState } = standards.environments[name];
  const policy = standards.databases ?? {};
  return {
    organization: standards.organization,
    labelDomain: standards.labelDomain,
    apiGroup: standards.apiGroup ?? API_GROUP,
    name,
    tier,
    teams: standards.teams,
    registries: standards.registries,
    kinds: standards.kinds ?? [],
    aws,
    cluster: {
      ...cluster,
      workloadIdentity: cluster.workloadIdentity ?? WorkloadIdentity.POD_IDENTITY,
      networkPolicyEngine: cluster.networkPolicyEngine ?? NetworkPolicyEngine.KUBERNETES,
      exposure: { ...cluster.exposure, tlsListener: cluster.exposure.tlsListener ?? TLS_LISTENER, annotations: cluster.exposure.annotations ?? {} },
    },
    namespacePattern: namespace ?? NAMESPACE_PATTERN,
    terraformState,
    awsProvider: standards.awsProvider ?? AWS_PROVIDER,
    service: { ...SERVICE_PROFILES[tier], ...given(standards.services?.[tier]) },
    databaseSizes: Object.fromEntries(Object.entries(DATABASE_SIZES[tier]).map(([size, builtIn]) => [
      size, { ...builtIn, ...given(standards.databaseSizes?.[tier]?.[size]) },
    ])),
    databases: {
      ...DATABASE_POLICY,
      ...given(policy),
      backupRetentionDays: { ...DATABASE_POLICY.backupRetentionDays, ...given(policy.backupRetentionDays) },
      deletionProtection: { ...DATABASE_POLICY.deletionProtection, ...given(policy.deletionProtection) },
    },
    asOf: standards.asOf,
  };
}

/** The overrides that say something: one that is there but undefined leaves the built-in value. */
function given<T extends object>(overrides: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(overrides ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}
