/** Errors that may end a program without a stack trace. */
const quiet = new WeakSet<object>();
let listening = false;

/** What is wrong with options, all of it at once: a mistake of the caller's, shown as its message alone wherever it ends a program. */
export class OptionsError extends Error {
  constructor(problems: readonly string[], heading = 'Nothing was written:') {
    super(`${heading}\n${problems.map(problem => `  ${problem}`).join('\n')}`);
    this.name = 'OptionsError';
    quiet.add(this);
    listen();
  }

  /** How it is shown by whoever catches and prints it. */
  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.message;
  }
}

/** Until the end of the current turn of the event loop: an error that is caught changes nothing. */
function listen(): void {
  if (!listening) {
    listening = true;
    process.on('uncaughtException', onUncaught);
    setImmediate(() => {
      listening = false;
      process.removeListener('uncaughtException', onUncaught);
    });
  }
}

function onUncaught(error: Error): void {
  process.stderr.write(`${quiet.has(error) ? error.message : error.stack}\n`);
  process.exit(1);
}
