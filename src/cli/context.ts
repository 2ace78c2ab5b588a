import { styleText } from 'util';
import { ExitCode } from './exit-code';

/** Where a command runs and where it writes; a test brings its own. */
export interface CommandIo {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly stdout: CommandStream;
  /** Everything that is not the result: progress, warnings, errors. */
  readonly stderr: CommandStream;
}

/** The part of a stream that commands use. */
export interface CommandStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** How a piece of text looks on a terminal. */
export type Style = Parameters<typeof styleText>[0];

/** What every command gets: where it writes, and how it says how it ended. */
export class CommandContext {
  /** How the command ended. */
  public exitCode = ExitCode.OK;

  constructor(public readonly io: CommandIo) {}

  /** Writes a result: lines on standard output. */
  public print(text: string): void {
    this.io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Writes what is not the result: a line on standard error. */
  public note(text: string): void {
    this.io.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Notes how the command ended; the worst of several counts. */
  public finish(code: ExitCode): void {
    this.exitCode = Math.max(this.exitCode, code);
  }

  /** A text in a colour where a person reads it; `NO_COLOR` and a pipe leave it plain. */
  public styled(style: Style, text: string): string {
    return this.io.stdout.isTTY === true && !this.io.env.NO_COLOR ? styleText(style, text) : text;
  }
}
