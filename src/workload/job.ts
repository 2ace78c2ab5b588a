import { BindingVariable } from '../core/binding';
import { EnvVar, NetworkPolicyEgressRule, Volume, VolumeMount } from '../core/manifests';
import { Placed } from '../environment/placement';
import { JobPolicy } from '../standards/defaults';

/** Something that runs once, to its end, in which nothing is optional any more. */
export interface Job {
  /** The component that it belongs to; names its objects. */
  readonly name: string;
  /** What it is to the component, such as `roles`. */
  readonly purpose: string;
  /** What the name of the Job begins with. */
  readonly stem: string;
  readonly placed: Placed;
  readonly labels: Record<string, string>;
  readonly selector: Record<string, string>;
  readonly policy: JobPolicy;
  /** When Argo CD applies it; services are in wave 0. */
  readonly wave: number;
  /** Path of the descriptor that holds what is known only after apply. */
  readonly descriptorPath: string;
  /** What it finds in its environment; those with a `descriptorKey` come from the descriptor. */
  readonly variables: BindingVariable[];
  /** Whether it calls AWS itself: its network has to allow it. */
  readonly callsAws: boolean;
}

/** What a job does: read when it is rendered, because edges may be declared after it. */
export interface JobWork {
  /** What has to end well before `run` starts. */
  readonly prepare: JobStep[];
  readonly run: JobStep;
  readonly volumes: { readonly volume: Volume; readonly mount: VolumeMount }[];
  /** Beside DNS, the Pod Identity agent and AWS. */
  readonly egress: NetworkPolicyEgressRule[];
}

/** A container of a job. */
export interface JobStep {
  readonly name: string;
  readonly image: string;
  /** Undefined where the image knows. */
  readonly command?: string[];
  /** Beside the variables of the job. */
  readonly variables: EnvVar[];
}

/**
 * When Argo CD applies what a job needs, the roles of databases, and migrations: each before the next, all before the services in wave 0.
 *
 * They are hooks of the Sync phase and not of PreSync, which would run before their own ServiceAccount and network policy are there.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const WAVES = { prerequisites: -3, roles: -2, migration: -1 };
