import { Scope } from './control';
import { EnvironmentFacts } from './environment-facts';

/** Where something is that was looked at. */
export interface Target {
  readonly plane: 'kubernetes' | 'terraform' | 'output';
  readonly environment: string;
  /** Path of the file below its output folder. */
  readonly file: string;
  /** Whether the file is none of the output, as a plan is; then its path is as it was given. */
  readonly elsewhere?: boolean;
  /** Kind of the object, such as `apps/Deployment`, or type of the resource, such as `aws_db_instance`; `file` and `waiver` for these. */
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** JSON pointer to the part of the document that was looked at; the whole document when left out. */
  readonly pointer?: string;
  /** Path of the construct that made it, where that is known. */
  readonly constructPath?: string;
}

/** One thing that rules look at. */
export interface Subject {
  readonly scope: Scope;
  readonly environment: EnvironmentFacts;
  readonly target: Target;
  readonly object: unknown;
  /** What rules can ask beside the document; `environment` is always there. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What to do about this one, where that is more exact than what the rule says. */
  readonly remedy?: string;
}
