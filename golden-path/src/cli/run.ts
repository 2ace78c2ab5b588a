import { ExitCode, Io, UsageError } from './io';
import { OptionsError } from '../options/options-error';

/** A command: its arguments after its name, and how it ended. */
type Command = (args: readonly string[], io: Io) => ExitCode;

interface Entry {
  readonly usage: string;
  readonly says: string;
  /** Loads the command; each brings only what it needs. */
  load(): Command;
}

/* eslint-disable @typescript-eslint/no-require-imports */
const COMMANDS: Readonly<Record<string, Entry>> = {
  check: {
    usage: 'check [--json]',
    says: 'Says which files of the path were changed or are missing, and where conflicts wait',
    load: () => (require('./check') as typeof import('./check')).check,
  },
  eject: {
    usage: 'eject PATH --reason TEXT',
    says: 'Takes over a file that the path manages; it is the team\'s from then on',
    load: () => (require('./eject') as typeof import('./eject')).eject,
  },
  set: {
    usage: 'set OPTION VALUE',
    says: 'Changes an option in .projenrc.ts and writes what follows from it; values of a list are separated by commas',
    load: () => (require('./set') as typeof import('./set')).set,
  },
  upgrade: {
    usage: 'upgrade [--to SPEC]',
    says: 'Installs the next version of the path and writes what it brings',
    load: () => (require('./upgrade') as typeof import('./upgrade')).upgrade,
  },
  adopt: {
    usage: 'adopt TYPE --owner TEAM [--apply] [--OPTION VALUE …]',
    says: 'Shows what would bring a repository that is there already onto the path, and with --apply does it; replaces nothing',
    load: () => (require('./adopt') as typeof import('./adopt')).adopt,
  },
  template: {
    usage: 'template build --portal backstage [--type TYPE] [--out FOLDER] [--OPTION VALUE …]',
    says: 'Writes a template for Backstage, whose form asks for the options that are not given here',
    load: () => (require('./template') as typeof import('./template')).template,
  },
  promote: {
    usage: 'promote ENVIRONMENT DIGEST',
    says: 'Notes in platform/images.json which image an environment runs',
    load: () => (require('./promote') as typeof import('./promote')).promote,
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** Runs `golden-path` with arguments and answers the exit code. Throws only what is a defect of the package. */
export function run(args: readonly string[], io: Io): ExitCode {
  const [name, ...rest] = args;
  if (name === undefined || ['help', '--help', '-h'].includes(name)) {
    io.print(help());
    return name === undefined ? ExitCode.USAGE : ExitCode.OK;
  }
  try {
    if (!Object.hasOwn(COMMANDS, name)) {
      throw new UsageError('golden-path', `command must be one of ${Object.keys(COMMANDS).join(', ')}`, name, 'golden-path --help says what each does');
    }
    return COMMANDS[name].load()(rest, io);
  } catch (error) {
    if (error instanceof UsageError || error instanceof OptionsError || isParseArgsError(error)) {
      io.note((error as Error).message);
      return ExitCode.USAGE;
    }
    throw error;
  }
}

function isParseArgsError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

function help(): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  return [
    'golden-path keeps a repository on the path that it was created on.',
    '',
    ...Object.values(COMMANDS).map(({ usage, says }) => `  ${usage.padEnd(width)}  ${says}`),
    '',
    'Ends with 0 when there is nothing to object to, 1 when something was found, 2 when it could not do what it should.',
  ].join('\n');
}
