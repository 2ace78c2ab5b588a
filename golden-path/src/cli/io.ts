/** Where a command runs and where it writes; a test brings its own. */
export interface Io {
  /** Folder of the repository. */
  readonly root: string;
  /** Writes a result. */
  print(text: string): void;
  /** Writes what is not the result. */
  note(text: string): void;
}

/** How a command ends, for scripts. */
export enum ExitCode {
  /** Nothing to object to. */
  OK = 0,
  /** It did what it should, and found something. */
  FINDINGS = 1,
  /** It could not do what it should. */
  USAGE = 2,
}

/** A mistake of whoever calls a command: where, what must hold, what came, what to do. */
export class UsageError extends Error {
  constructor(where: string, rule: string, got: unknown, remedy: string) {
    super(`[${where}] ${rule}, got ${got === undefined ? 'nothing' : JSON.stringify(got)}; ${remedy}`);
    this.name = 'UsageError';
  }
}
