/** How the command ends, for scripts. */
export enum ExitCode {
  /** Nothing to object to. */
  OK = 0,
  /** It did what it should, and found something. */
  FINDINGS = 1,
  /** It could not do what it should: wrong arguments, files that are not there or cannot be read. */
  USAGE = 2,
}
