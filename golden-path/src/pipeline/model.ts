import { IMAGES } from '../pins';

/** What a change goes through, independent of who runs it. */
export interface Pipeline {
  /** In the order in which they are shown. */
  readonly stages: readonly string[];
  readonly jobs: readonly Job[];
}

/** Something that a job has to prove who it is to. */
export type Audience = 'aws' | 'npm' | 'sigstore';

/** One job. */
export interface Job {
  readonly id: string;
  readonly stage: string;
  /** Image that it runs in; `docker` also has a daemon. */
  readonly image: keyof typeof IMAGES;
  /** Jobs that must have succeeded. */
  readonly needs: readonly string[];
  /** Jobs among them, or before them, whose files it reads. */
  readonly reads: readonly string[];
  /** Whether it runs for changes that are proposed, or only for what has been merged. */
  readonly on: 'change' | 'main';
  /** Environment that it works on; gives it that environment's variables. */
  readonly environment?: string;
  /** Whether somebody has to release it. */
  readonly manual: boolean;
  readonly permissions: Permissions;
  /** Commands, each from the folder of the repository. */
  readonly script: readonly string[];
  /** Whether it leaves the folder `artifacts` for others. */
  readonly leaves: boolean;
  readonly timeoutMinutes: number;
}

/** What a job may do beside reading the repository. */
export interface Permissions {
  /** Whether it may push to the repository. */
  readonly push: boolean;
  /** Whether it reads from and writes to the registry. */
  readonly registry: boolean;
  /** Whom it proves its identity to; there are no other credentials. */
  readonly identities: readonly Audience[];
}

/** The branch whose commits are deployed. */
export const MAIN = 'main';
