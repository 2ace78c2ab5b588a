/** How much an environment matters; decides every default that differs between environments. */
export enum Tier {
  /** For trying things out: one copy, small, cheap. */
  DEV = 'dev',
  /** As production, smaller. */
  STAGING = 'staging',
  /** What customers use. */
  PROD = 'prod',
}

/** How workloads are reached from outside the cluster. */
export enum ExposureKind {
  /** Gateway API: an HTTPRoute attached to the platform's Gateway. */
  GATEWAY = 'gateway',
  /** An Ingress of the platform's class. */
  INGRESS = 'ingress',
}

/** How Pods get AWS credentials. */
export enum WorkloadIdentity {
  /** EKS Pod Identity: the association lives wholly in Terraform. */
  POD_IDENTITY = 'pod-identity',
  /** IAM roles for service accounts, for clusters without the Pod Identity agent. */
  IRSA = 'irsa',
}

/** How much depends on a service. */
export enum ServiceTier {
  /** The company cannot do without it: more copies in production, alerts that wake somebody. */
  CRITICAL = 'critical',
  /** As most services. */
  STANDARD = 'standard',
  /** Nobody is woken for it, and it is the first to give way when the cluster is full. */
  BEST_EFFORT = 'best-effort',
}

/** What enforces the network policies of a cluster. */
export enum NetworkPolicyEngine {
  /** The NetworkPolicies of Kubernetes: addresses, namespaces and Pods. */
  KUBERNETES = 'kubernetes',
  /** Cilium: also DNS names, and what has no address of its own, such as the node. */
  CILIUM = 'cilium',
}

/** Everything the platform team has decided, as one document. */
export interface StandardsProps {
  /**
   * Short name of the organisation; part of every global name.
   *
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 40
   */
  readonly organization: string;

  /**
   * Domain that prefixes the organisation's label and tag keys, such as `platform.example.com`.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$
   * @maxLength 100
   */
  readonly labelDomain: string;

  /**
   * API group of the intents that developers write as YAML: `apiVersion` is the group and `v1alpha1`.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$
   * @maxLength 100
   * @default "platform.iqs.io"
   */
  readonly apiGroup?: string;

  /**
   * The teams that own things, by id.
   */
  readonly teams: Record<string, TeamStandards>;

  /**
   * The environments, by name, in the order in which changes travel through them.
   */
  readonly environments: Record<string, EnvironmentStandards>;

  /**
   * Where images may come from: registry host with optional port and path, such as `registry.example.com/shop`.
   *
   * @minItems 1
   */
  readonly registries: string[];

  /**
   * What programs may write beside the kinds and types that the controls know: kinds of Kubernetes with their API group
   * (`argoproj.io/Rollout`), and resource types of AWS (`aws_apprunner_service`). Pods in them, tags and IAM policies obey the same controls
   * as everywhere else; what else the kind or type leads to, the platform team knows.
   *
   * @minItems 1
   * @default - none; an object of another kind and a resource of another type are findings
   */
  readonly kinds?: string[];

  /**
   * What a service gets that says nothing, by tier; each value replaces the built-in one.
   *
   * @default - the built-in profiles
   */
  readonly services?: Record<string, ServiceProfileOverrides>;

  /**
   * The sizes of database a developer can choose from, by tier and size; each value replaces the built-in one.
   *
   * @default - the built-in sizes
   */
  readonly databaseSizes?: Record<string, Record<string, DatabaseSizeOverrides>>;

  /**
   * What every database follows.
   *
   * @default - the built-in policy
   */
  readonly databases?: DatabasePolicyOverrides;

  /**
   * Version constraint of the Terraform provider hashicorp/aws that the stacks ask for, such as `~> 5.100` or `~> 6.0`.
   *
   * @default - "~> 5.100"
   */
  readonly awsProvider?: string;

  /**
   * The day that these standards speak of, as `YYYY-MM-DD`: what is near the end of its support on that day is warned about, what is past
   * it is refused. No clock is read; let the pipeline that releases the standards move it.
   *
   * @pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}$
   * @default - the end of support is not looked at
   */
  readonly asOf?: string;

  /**
   * The domains that systems belong to, by id.
   *
   * @default - systems belong to none
   */
  readonly domains?: Record<string, DomainStandards>;

  /**
   * What the catalog links to.
   *
   * @default - only what programs name themselves
   */
  readonly catalog?: CatalogStandards;
}

/** A part of the business, which systems belong to. */
export interface DomainStandards {
  /** Id of the team that answers for it. */
  readonly owner: string;

  /**
   * Its name for people.
   *
   * @minLength 1
   * @maxLength 256
   * @default - its id
   */
  readonly displayName?: string;

  /**
   * What it is about.
   *
   * @minLength 1
   * @maxLength 1024
   * @default - none
   */
  readonly description?: string;

  /**
   * Id of the domain that it is part of.
   *
   * @default - none
   */
  readonly parent?: string;
}

/** What the catalog links to. In each, `{team}`, `{system}` and `{component}` are filled in. */
export interface CatalogStandards {
  /**
   * Where dashboards are, one for each environment: a URL in which `{environment}` is filled in as well.
   *
   * @pattern ^https://[^\s]+$
   * @default - none
   */
  readonly dashboards?: string;

  /**
   * Where runbooks are.
   *
   * @pattern ^https://[^\s]+$
   * @default - where the alerts of a service send people
   */
  readonly runbooks?: string;

  /**
   * What the Argo CD application of a system is called; `{environment}` is filled in as well.
   *
   * @pattern ^([a-z0-9-]|\{team\}|\{system\}|\{environment\})+$
   * @default - Argo CD is not looked at
   */
  readonly argoCdApp?: string;
}

/** A team that owns things. */
export interface TeamStandards {
  /**
   * Where its cost is booked.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_.-]*$
   * @maxLength 63
   */
  readonly costCenter: string;

  /**
   * Where people reach it, such as an e-mail address or a chat channel.
   *
   * @maxLength 256
   */
  readonly contact: string;

  /**
   * Its group as the cluster's authentication names it; gets rights in the team's namespaces.
   *
   * @minLength 1
   * @maxLength 256
   * @default - nobody of the team gets rights in the cluster
   */
  readonly group?: string;

  /**
   * Its name for people.
   *
   * @minLength 1
   * @maxLength 256
   * @default - its id
   */
  readonly displayName?: string;

  /**
   * Id of the team or department that it is part of.
   *
   * @default - none
   */
  readonly parent?: string;

  /**
   * Who is on call, as a page.
   *
   * @pattern ^https://[^\s]+$
   * @default - none
   */
  readonly onCall?: string;
}

/** Where things run. */
export interface EnvironmentStandards {
  /** How much it matters. */
  readonly tier: Tier;

  /** Its cloud account. */
  readonly aws: AwsStandards;

  /** Its cluster. */
  readonly cluster: ClusterStandards;

  /** Where Terraform keeps its state. */
  readonly terraformState: TerraformStateStandards;

  /**
   * Namespace of a system: a pattern of `{team}`, `{system}` and `{environment}`; one of the first two is needed.
   *
   * @pattern ^([a-z0-9-]|\{team\}|\{system\}|\{environment\})+$
   * @default - "{system}"
   */
  readonly namespace?: string;
}

/** The cloud account of an environment. */
export interface AwsStandards {
  /**
   * Account id: 12 digits.
   *
   * @pattern ^[0-9]{12}$
   */
  readonly account: string;

  /**
   * Region, such as `eu-central-1`.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region: string;

  /**
   * The network that databases live in.
   *
   * @pattern ^vpc-[0-9a-f]{8,17}$
   */
  readonly vpcId: string;

  /**
   * The subnets that databases live in: at least two, in different zones.
   *
   * @minItems 2
   */
  readonly databaseSubnets: DatabaseSubnetStandards[];

  /**
   * ARN of the permissions boundary that every role of the environment carries.
   *
   * @pattern ^arn:aws[a-z-]*:iam::[0-9]{12}:policy/.+$
   * @default - roles carry no boundary
   */
  readonly permissionsBoundary?: string;

  /**
   * Address ranges of the interface endpoints through which workloads reach AWS services, in CIDR notation.
   *
   * @minItems 1
   * @default - none; then only a cluster with Cilium can let a service reach an AWS service, and nothing can be bound to a database
   */
  readonly endpointCidrs?: string[];

  /**
   * ARN of the SNS topic that a team's alarms and database events go to; `{team}` stands for the team. The topic is in the environment's
   * region, and where it is encrypted its key lets `cloudwatch.amazonaws.com` and `events.rds.amazonaws.com` use it.
   *
   * @pattern ^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:([A-Za-z0-9_-]|\{team\})+$
   * @maxLength 256
   * @default - alarms tell nobody, and there are no database events
   */
  readonly alarmTopic?: string;

  /**
   * The AWS Backup plan that databases are part of, in addition to their own automated backups.
   *
   * @default - automated backups only
   */
  readonly backupPlan?: BackupPlanStandards;

  /**
   * Another region that automated backups are copied to, for the day the environment's region is gone.
   *
   * @default - backups stay in the region
   */
  readonly backupCopies?: BackupCopyStandards;
}

/** An AWS Backup plan of the account. */
export interface BackupPlanStandards {
  /**
   * Its id. Do not let it make continuous backups of databases: they would take over the automated backups' window and retention.
   *
   * @pattern ^[A-Za-z0-9_-]+$
   * @maxLength 64
   */
  readonly planId: string;

  /**
   * ARN of the role that AWS Backup takes.
   *
   * @pattern ^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$
   */
  readonly roleArn: string;
}

/** Where copies of automated backups are kept. */
export interface BackupCopyStandards {
  /**
   * Region, such as `eu-west-1`.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region: string;

  /**
   * Days that the copies are kept: 1 to 35.
   *
   * @asType integer
   * @minimum 1
   * @maximum 35
   * @default - as long as the backups of the tier
   */
  readonly retentionDays?: number;
}

/** A subnet for databases. */
export interface DatabaseSubnetStandards {
  /**
   * Subnet id.
   *
   * @pattern ^subnet-[0-9a-f]{8,17}$
   */
  readonly id: string;

  /** Its address range, in CIDR notation. */
  readonly cidr: string;

  /**
   * Its availability zone, such as `eu-central-1a`.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$
   */
  readonly zone: string;
}

/** The cluster of an environment. */
export interface ClusterStandards {
  /**
   * Name of the EKS cluster.
   *
   * @pattern ^[A-Za-z0-9][A-Za-z0-9_-]*$
   * @maxLength 100
   */
  readonly name: string;

  /**
   * Kubernetes minor version, from 1.28 to 1.37; decides which features the manifests use.
   *
   * @pattern ^1\.(2[89]|3[0-7])$
   */
  readonly version: string;

  /**
   * Address ranges of the Pods, in CIDR notation: who may reach a database that is bound.
   *
   * @minItems 1
   */
  readonly podCidrs: string[];

  /** How workloads are reached from outside. */
  readonly exposure: ExposureStandards;

  /**
   * How Pods get AWS credentials.
   *
   * @default WorkloadIdentity.POD_IDENTITY
   */
  readonly workloadIdentity?: WorkloadIdentity;

  /**
   * Host of the cluster's OIDC issuer without `https://`; IAM roles for service accounts trust it.
   *
   * @pattern ^[a-z0-9.-]+(/.*)?$
   * @default - none; needed when `workloadIdentity` is `irsa`
   */
  readonly oidcIssuer?: string;

  /**
   * What enforces its network policies; decides what egress rules can say.
   *
   * @default NetworkPolicyEngine.KUBERNETES
   */
  readonly networkPolicyEngine?: NetworkPolicyEngine;

  /**
   * Address ranges of its API server, in CIDR notation: what a workload that uses the Kubernetes API must reach.
   *
   * @minItems 1
   * @default - none; then only a cluster with Cilium can let a workload reach the Kubernetes API
   */
  readonly apiServerCidrs?: string[];

  /**
   * Its Prometheus Operator: who scrapes workloads and evaluates their alerts.
   *
   * @default - none; services get no PodMonitor and no PrometheusRule
   */
  readonly monitoring?: MonitoringStandards;

  /**
   * Where workloads send traces, metrics and logs with OpenTelemetry.
   *
   * @default - nowhere; services get no `OTEL_` variables
   */
  readonly collector?: CollectorStandards;

  /**
   * PriorityClass of a service, by its tier: `critical`, `standard`, `best-effort`.
   *
   * @default - the cluster's default
   */
  readonly priorityClasses?: Record<string, string>;

  /**
   * Where a service may ask its logs to be sent, by the names that the cluster's log agent routes by.
   *
   * @default - none; all logs go to one place
   */
  readonly logDestinations?: string[];
}

/** The Prometheus Operator of a cluster. */
export interface MonitoringStandards {
  /**
   * Namespace that Prometheus runs in: the only one that may scrape.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$
   */
  readonly namespace: string;

  /**
   * Labels by which Prometheus selects monitors and rules, such as `release: kube-prometheus-stack`.
   *
   * @default - none
   */
  readonly labels?: Record<string, string>;

  /**
   * Where runbooks are: a URL in which `{team}`, `{system}`, `{service}` and `{alert}` are filled in.
   *
   * @pattern ^https://[^\s]+$
   * @default - alerts carry the runbook that the service names, or none
   */
  readonly runbooks?: string;
}

/** An OpenTelemetry collector. */
export interface CollectorStandards {
  /**
   * Namespace that it runs in.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$
   */
  readonly namespace: string;

  /**
   * Name of its Service, which takes OTLP over HTTP on port 4318.
   *
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   */
  readonly service: string;

  /**
   * The Instrumentation of the OpenTelemetry Operator that injects agents into Pods, as `namespace/name`.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?/[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @default - none; images bring their own instrumentation
   */
  readonly instrumentation?: string;
}

/** How workloads of a cluster are reached from outside. */
export interface ExposureStandards {
  /** Which kind of object routes traffic. */
  readonly kind: ExposureKind;

  /**
   * Name of the Gateway, or of the IngressClass.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   */
  readonly name: string;

  /**
   * Namespace whose Pods forward the traffic: the Gateway's, or the ingress controller's.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?$
   */
  readonly namespace: string;

  /**
   * The DNS zones that hosts may be in, such as `dev.example.com`.
   *
   * @minItems 1
   */
  readonly zones: string[];

  /**
   * Name of the Gateway's listener that takes TLS traffic; routes attach to no other.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @default "https"
   */
  readonly tlsListener?: string;

  /**
   * Name of the Gateway's listener that takes plain HTTP; requests to it are redirected to TLS.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @default - the Gateway takes no plain HTTP
   */
  readonly plainListener?: string;

  /**
   * Annotations of every route, such as the issuer of certificates and, for an ingress controller that does not do so by itself, the
   * redirect to TLS.
   *
   * @default - none
   */
  readonly annotations?: Record<string, string>;
}

/** Where Terraform keeps the state of an environment: an S3 bucket with a lock file (Terraform 1.10 or later). */
export interface TerraformStateStandards {
  /**
   * Bucket name.
   *
   * @pattern ^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$
   */
  readonly bucket: string;

  /**
   * Region of the bucket.
   *
   * @pattern ^[a-z]{2}(-[a-z]+)+-[0-9]$
   */
  readonly region: string;
}

/** What a service gets that says nothing; a value left out keeps the built-in one. */
export interface ServiceProfileOverrides {
  /**
   * Fewest copies.
   *
   * @asType integer
   * @minimum 1
   * @maximum 1000
   * @default - the built-in value of the tier
   */
  readonly minReplicas?: number;

  /**
   * Most copies.
   *
   * @asType integer
   * @minimum 1
   * @maximum 1000
   * @default - the built-in value of the tier
   */
  readonly maxReplicas?: number;

  /**
   * CPU use, in percent of the request, above which copies are added.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default - the built-in value of the tier
   */
  readonly cpuUtilizationPercent?: number;

  /**
   * Seconds without load before copies are taken away.
   *
   * @asType integer
   * @minimum 0
   * @maximum 3600
   * @default - the built-in value of the tier
   */
  readonly scaleDownWindowSeconds?: number;

  /**
   * Copies beyond the wanted number during an update, in percent.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default - the built-in value of the tier
   */
  readonly maxSurgePercent?: number;

  /**
   * Copies that may be missing during an update, in percent.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   * @default - the built-in value of the tier
   */
  readonly maxUnavailablePercent?: number;

  /**
   * Seconds a new copy must be ready before it counts.
   *
   * @asType integer
   * @minimum 0
   * @maximum 300
   * @default - the built-in value of the tier
   */
  readonly minReadySeconds?: number;

  /**
   * Seconds between "stop sending traffic" and SIGTERM.
   *
   * @asType integer
   * @minimum 1
   * @maximum 60
   * @default - the built-in value of the tier
   */
  readonly preStopSeconds?: number;

  /**
   * The same for a service that is reached through a load balancer, which takes longer to notice.
   *
   * @asType integer
   * @minimum 1
   * @maximum 60
   * @default - the built-in value of the tier
   */
  readonly exposedPreStopSeconds?: number;

  /**
   * Seconds the process has after SIGTERM to finish what it does.
   *
   * @asType integer
   * @minimum 1
   * @maximum 150
   * @default - the built-in value of the tier
   */
  readonly drainSeconds?: number;

  /**
   * Memory limit, in percent of the request.
   *
   * @asType integer
   * @minimum 100
   * @maximum 400
   * @default - the built-in value of the tier
   */
  readonly memoryLimitPercent?: number;

  /**
   * Traces that are kept, in percent, when the caller has not decided.
   *
   * @asType integer
   * @minimum 0
   * @maximum 100
   * @default - the built-in value of the tier
   */
  readonly traceSamplingPercent?: number;

  /**
   * Days that logs are kept.
   *
   * @asType integer
   * @minimum 1
   * @maximum 3650
   * @default - the built-in value of the tier
   */
  readonly logRetentionDays?: number;
}

/** A size of database; a value left out keeps the built-in one. */
export interface DatabaseSizeOverrides {
  /**
   * Instance classes in order of preference, such as `db.m8g.large`; the first that the region offers is used.
   *
   * @minItems 1
   * @default - the built-in classes
   */
  readonly instanceClasses?: string[];

  /**
   * Storage to start with, in GiB.
   *
   * @asType integer
   * @minimum 20
   * @maximum 65536
   * @default - the built-in value
   */
  readonly storageGiB?: number;

  /**
   * Storage it may grow to by itself, in GiB; at least 1.26 times `storageGiB`.
   *
   * @asType integer
   * @minimum 22
   * @maximum 65536
   * @default - the built-in value
   */
  readonly maxStorageGiB?: number;

  /**
   * Whether a standby in another zone takes over when the instance fails. In `prod` one always does.
   *
   * @default - the built-in value
   */
  readonly multiAz?: boolean;

  /**
   * Days that Performance Insights keeps: 7 is the standard mode of Database Insights, 465 the advanced one.
   *
   * @asType integer
   * @default - the built-in value
   */
  readonly insightsRetentionDays?: number;
}

/** What every database follows; a value left out keeps the built-in one. */
export interface DatabasePolicyOverrides {
  /**
   * Major version a new database gets.
   *
   * @asType integer
   * @minimum 16
   * @maximum 18
   * @default 18
   */
  readonly version?: number;

  /**
   * Port the databases listen on. Security Hub's RDS.23 asks for another than PostgreSQL's 5432.
   *
   * @asType integer
   * @minimum 1150
   * @maximum 65535
   * @default 15432
   */
  readonly port?: number;

  /**
   * Days that automated backups are kept, by tier: 7 (14 in `prod`) to 35, RDS's limit. A database may keep them longer, never shorter.
   *
   * @default - 7 in dev and staging, 35 in prod
   */
  readonly backupRetentionDays?: Record<string, number>;

  /**
   * Whether RDS refuses to delete a database, by tier. In `prod` it always does.
   *
   * @default - true in every tier
   */
  readonly deletionProtection?: Record<string, boolean>;

  /**
   * Days before the end of a major version's standard support from which a synth warns. Only where `asOf` says which day it is.
   *
   * @asType integer
   * @minimum 0
   * @maximum 1825
   * @default 365
   */
  readonly endOfSupportWarningDays?: number;

  /**
   * Connections that each copy of a bound service keeps open at most, where the binding names no other number. Their sum over all bound
   * services must fit the instance.
   *
   * @asType integer
   * @minimum 1
   * @maximum 1000
   * @default 10
   */
  readonly poolSize?: number;

  /**
   * Days that database logs are kept; one of the values that CloudWatch Logs offers.
   *
   * @asType integer
   * @default 365
   */
  readonly logRetentionDays?: number;

  /**
   * Name of the ConfigMap that holds the certificate authorities of RDS as `global-bundle.pem`, in every namespace.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$
   * @default - "rds-ca-bundle"
   */
  readonly caBundleConfigMap?: string;

  /**
   * The image that makes database roles and signs migrations in, with its digest: `sh`, `psql` of the newest major version on offer, `aws`
   * (version 2) and `jq`, from one of the `registries`. On Alpine Linux that is `apk add postgresql18-client aws-cli jq`.
   *
   * @pattern ^[a-z0-9][a-z0-9./:_-]*@sha256:[0-9a-f]{64}$
   * @default - none; needed as soon as something is bound to a database
   */
  readonly clientImage?: string;
}
