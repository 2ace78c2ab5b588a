/** What is wrong with options, all of it at once: a mistake of the caller's, shown as its message alone wherever it ends a program. */
export class OptionsError extends Error {
  constructor(problems: readonly string[], heading = 'Nothing was created:') {
    super(`${heading}\n${problems.map(problem => `  ${problem}`).join('\n')}`);
    this.name = 'OptionsError';
    this.endQuietly();
  }

  /** How it is shown by whoever catches and prints it. */
  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.message;
  }

  /** If nobody catches it, it ends the program without a stack trace; caught, it changes nothing. */
  private endQuietly(): void {
    const onUncaught = (error: unknown): void => {
      process.stderr.write(`${error === this ? this.message : error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    };
    process.on('uncaughtException', onUncaught);
    setImmediate(() => process.removeListener('uncaughtException', onUncaught));
  }
}
