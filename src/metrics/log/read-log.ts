import { createReadStream, existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { fail } from '../../core/problems';

/** A line of a log and where it stands. */
export interface LogLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Whether a line feed ends it; a writer that was stopped leaves one without. */
  readonly whole: boolean;
}

/** Bytes that are read at once. */
const PIECE = 1_048_576;

/** The files of a log in the order of their months. */
export function logFiles(folder: string): string[] {
  if (!existsSync(folder)) {
    fail('--log', 'the folder of the event log must be there', folder, 'give the folder that pavement metrics emit or collect wrote to');
  }
  return readdirSync(folder).filter(name => name.endsWith('.ndjson')).sort();
}

/** Reads a log line by line; never more than a piece of a file is in memory. */
export async function* readLog(folder: string): AsyncGenerator<LogLine[]> {
  for (const file of logFiles(folder)) {
    let rest = '';
    let line = 0;
    for await (const chunk of createReadStream(join(folder, file), { encoding: 'utf8', highWaterMark: PIECE })) {
      const texts = (rest + (chunk as string)).split('\n');
      rest = texts.pop()!;
      yield texts.map(text => ({ file, line: ++line, text, whole: true }));
    }
    if (rest !== '') {
      yield [{ file, line: line + 1, text: rest, whole: false }];
    }
  }
}
