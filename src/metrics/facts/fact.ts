/**
 * What the metrics need to know of an event, in one shape whoever sent it. Times are milliseconds since 1970 in UTC.
 *
 * Every store keeps these and nothing reads events behind their back: what an event means is decided in one place, `fact-of.ts`.
 */
export type Fact = DeployFact | ChangeFact | IncidentFact | StartFact | RenameFact | EndFact | ScanFact | SurveyFact | CollectionFact;

interface FactBase {
  /** Of the event. */
  readonly id: string;
  readonly at: number;
  /** The name that the event gave; a service that was renamed later has another one now. */
  readonly service?: string;
  readonly team?: string;
}

/** Something was put into an environment, or it was tried. */
export interface DeployFact extends FactBase {
  readonly kind: 'deploy';
  readonly service: string;
  readonly environment: string;
  /** Said by the event; otherwise the environment's name tells. */
  readonly production?: boolean;
  readonly artifact: string;
  /** A rollout that did not become healthy is a failure; `pending` is what Git says and no cluster has confirmed. */
  readonly outcome: 'success' | 'failure' | 'pending';
  readonly rollback: boolean;
  readonly reason?: 'hotfix' | 'fix-forward' | 'rollback';
  /** Whether it is known what was there before, so that the commits are those that it added. */
  readonly hasBase: boolean;
  readonly commits: readonly Commit[];
  /** Incidents, bug tickets or events of deployments that it repairs. */
  readonly repairs: readonly string[];
  /** The same for every region and every repetition of one deployment: artifact, change set, and how it came out. */
  readonly key: string;
}

/** A commit that a deployment brought. */
export interface Commit {
  readonly sha: string;
  /** When its author wrote it. */
  readonly at?: number;
  /** The same for every copy of a change (`git patch-id`). */
  readonly patch?: string;
  readonly bot?: true;
  readonly revert?: true;
  /** Touches nothing of this service, in a repository of many. */
  readonly elsewhere?: true;
  /** Repairs something that users ran into. */
  readonly fix?: true;
}

/** A change was merged. */
export interface ChangeFact extends FactBase {
  readonly kind: 'change';
  readonly change: string;
  /** Commits that stand for it on the main branch: the merge, the squash, or the commits themselves. */
  readonly shas: readonly string[];
  readonly firstCommitAt?: number;
  readonly bot?: true;
}

/** Something about an incident; all that is said about one incident makes the incident. */
export interface IncidentFact extends FactBase {
  readonly kind: 'incident';
  readonly incident: string;
  readonly environment: string;
  readonly production?: boolean;
  readonly artifact?: string;
  /** Ids of events of the deployments that caused it, where somebody says so. */
  readonly deployments: readonly string[];
  readonly resolved: boolean;
  /** Caused by somebody else's outage. */
  readonly external?: true;
}

/** From when on time to first deploy counts. */
export type StartVariant = 'requested' | 'repository-created' | 'first-commit';

/** A service began, in one of the senses of the word. */
export interface StartFact extends FactBase {
  readonly kind: 'start';
  readonly service: string;
  readonly variants: readonly StartVariant[];
  /** Whether it came onto the golden path when it was already there. */
  readonly adopted: boolean;
  /** Whether it was born on the golden path. */
  readonly onPath: boolean;
  readonly excluded?: 'fork' | 'template-test';
}

/** A service has another name and stays the same. */
export interface RenameFact extends FactBase {
  readonly kind: 'rename';
  readonly from: string;
  readonly to: string;
}

/** A service ended: its repository was archived or deleted. */
export interface EndFact extends FactBase {
  readonly kind: 'end';
  readonly service: string;
}

/** How a service stood to the golden path. */
export interface ScanFact extends FactBase {
  readonly kind: 'scan';
  readonly service: string;
  readonly managed: boolean;
  readonly drift: number | null;
  readonly version: string | null;
  readonly sources: readonly string[];
  readonly hatches: number;
  readonly waivers: readonly { readonly control: string; readonly owner: string | null; readonly expires: string | null }[];
  readonly capabilities: Readonly<Record<string, { readonly platform: number; readonly all: number }>>;
}

/** A survey was opened, or a group answered. */
export interface SurveyFact extends FactBase {
  readonly kind: 'survey';
  readonly survey: string;
  readonly invited?: Readonly<Record<string, number>>;
  /** How many gave 1 to 5. */
  readonly csat?: readonly number[];
  /** How many gave 0 to 10. */
  readonly nps?: readonly number[];
}

/** What is asked about regularly: where nothing is said of it, nothing happened. */
export interface CollectionFact extends FactBase {
  readonly kind: 'collection';
  readonly kinds: readonly string[];
}
