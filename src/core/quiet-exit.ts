const quiet = new WeakSet<object>();
let listening = false;

/**
 * Lets an error that nobody catches end the program with its message and exit code 1, without a stack trace.
 *
 * With `--verbose` on the command line or `DEBUG` in the environment the error ends the program as any other does. An error that
 * is caught is not affected: the listener is gone after the current turn of the event loop.
 */
export function exitQuietly(error: Error): Error {
  if (process.argv.includes('--verbose') || process.env.DEBUG) {
    return error;
  }
  quiet.add(error);
  if (!listening) {
    listening = true;
    process.on('uncaughtException', onUncaught);
    setImmediate(() => {
      listening = false;
      process.removeListener('uncaughtException', onUncaught);
    });
  }
  return error;
}

function onUncaught(error: Error): void {
  if (process.listeners('uncaughtException').some(decides)) {
    return;
  }
  process.stderr.write(`${quiet.has(error) ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

/** Whether it is a listener of the program's own: then the program decides. Node's `domain`, which ts-node loads, only cleans up. */
function decides(listener: (...args: never[]) => void): boolean {
  return listener !== onUncaught && listener.name !== 'domainUncaughtExceptionClear';
}
