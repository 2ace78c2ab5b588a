import { IConstruct } from 'constructs';

/** What a workload may do with what it is bound to. */
export enum Access {
  /** Read only. */
  READ = 'read',
  /** Read and change data; never the structure. */
  READ_WRITE = 'read-write',
  /** Change the structure: for what runs before a rollout and ends, never for a workload that stays. */
  MIGRATE = 'migrate',
}

/** Who asks to be bound: what the other side has to know of a workload. */
export interface BindingRequest {
  /** Name of the workload, unique in its system and environment. */
  readonly workload: string;
  /** Name of its environment. */
  readonly environment: string;
  /** What it may do. */
  readonly access: Access;
  /**
   * Most copies of the workload that run at once.
   *
   * @default - its connections are not counted
   */
  readonly maxReplicas?: number;
  /**
   * Connections that each copy keeps open at most.
   *
   * @default - the standards' `databases.poolSize`
   */
  readonly poolSize?: number;
}

/** A value that a workload finds in its environment. */
export interface BindingVariable {
  /** Name of the variable, without the prefix that a second binding carries. */
  readonly name: string;
  /**
   * The value, where it is known when the program runs.
   *
   * @default - it is read from `descriptorKey`
   */
  readonly value?: string;
  /**
   * Key of the connection descriptor that holds the value once the infrastructure has been applied.
   *
   * @default - `value` is used
   */
  readonly descriptorKey?: string;
}

/** Addresses and a port that a workload must be able to reach. */
export interface BindingEgress {
  /** Address ranges, in CIDR notation. */
  readonly cidrs: string[];
  /** TCP port. */
  readonly port: number;
}

/** A statement of a workload's IAM policy. */
export interface BindingStatement {
  /** Actions, such as `rds-db:connect`. */
  readonly actions: string[];
  /** ARNs; may hold Terraform references, because the policy lives on the Terraform side. */
  readonly resources: string[];
}

/** A ConfigMap that is mounted read-only. */
export interface BindingMount {
  /** Name of the ConfigMap in the workload's namespace. */
  readonly configMap: string;
  /** Directory in the container. */
  readonly path: string;
}

/** What has to run before the workload starts, such as signing in. What it writes into its directory is in memory only. */
export interface BindingPreparation {
  /** Image it runs, with its digest. */
  readonly image: string;
  /** What it runs; it finds the variables of the binding in its environment. */
  readonly command: string[];
  /** Directory that it writes to and that the workload reads. */
  readonly directory: string;
}

/** Everything a workload needs to use what it is bound to, from one value, so that its halves cannot disagree. */
export interface Binding {
  /** The environment contract. */
  readonly variables: BindingVariable[];
  /** Parameter Store path of the secret-free connection descriptor. */
  readonly descriptorPath: string;
  /** What the network has to allow. */
  readonly egress: BindingEgress[];
  /** What IAM has to allow. */
  readonly statements: BindingStatement[];
  /** Files to mount. */
  readonly mounts: BindingMount[];
  /**
   * What has to run before the workload starts.
   *
   * @default - nothing
   */
  readonly preparation?: BindingPreparation;
}

/**
 * Something a workload can be bound to: a database, a cache, a bucket, a queue.
 *
 * A workload knows no kind of resource; a resource knows no kind of workload. They meet here.
 */
export interface IBindable extends IConstruct {
  /** Opens this resource to the workload and tells it what it needs. Called once per workload and access. */
  acceptBinding(request: BindingRequest): Binding;
}
