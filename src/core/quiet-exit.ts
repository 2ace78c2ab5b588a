/**
 * Lets an error that nobody catches end the program with its message and exit code 1, without a stack trace.
 *
 * With `--verbose` on the command line or `DEBUG` in the environment the error ends the program as any other does. An error that
 * is caught is not affected: the listener is gone before the next timer or I/O callback runs.
 */
export function exitQuietly(error: Error): Error {
  if (process.argv.includes('--verbose') || process.env.DEBUG) {
    return error;
  }
  const onUncaught = (uncaught: unknown): never => {
    process.stderr.write(uncaught === error ? `${error.message}\n` : `${uncaught instanceof Error ? uncaught.stack : String(uncaught)}\n`);
    process.exit(1);
  };
  process.once('uncaughtException', onUncaught);
  setImmediate(() => process.removeListener('uncaughtException', onUncaught));
  return error;
}
