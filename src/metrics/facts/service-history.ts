import { StartVariant } from './fact';

/** What happened to a service as a whole: what a store answers about each, so that nobody has to read its events. */
export interface ServiceHistory {
  /** Its name now. */
  readonly service: string;
  readonly team?: string;
  /** When it began, in each sense of the word that is known. */
  readonly starts: Readonly<Partial<Record<StartVariant, number>>>;
  /** When it came onto the golden path, if it was there before. */
  readonly adoptedAt?: number;
  readonly bornOnPath: boolean;
  readonly excluded?: 'fork' | 'template-test';
  readonly endedAt?: number;
  /** When anything was first and last heard of it. */
  readonly firstSeenAt: number;
  /** Its latest deployment anywhere that became healthy. */
  readonly lastDeployedAt?: number;
  readonly any: FirstDeploy;
  readonly production: FirstDeploy;
}

/** The first deployment into an environment of a class. */
export interface FirstDeploy {
  /** The first that became healthy; for an adopted service the first since. */
  readonly at?: number;
  /** Rollouts before it that did not become healthy. */
  readonly failedBefore: number;
}
