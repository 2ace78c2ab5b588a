import { join, sep } from 'path';

/** Where this library is: what lies there is not the program. */
const LIBRARY = join(__dirname, '..') + sep;

/** Where a program called into this library, from an error that was made on the way; undefined where that cannot be told. */
export function callerOf(made: Error): { readonly file: string; readonly line: number } | undefined {
  for (const frame of (made.stack ?? '').split('\n').slice(1)) {
    const match = /(?:\(|at )(?:file:\/\/)?((?:[A-Za-z]:)?[/\\][^():]+):(\d+):\d+\)?$/.exec(frame.trim());
    if (match && !match[1].startsWith(LIBRARY) && !/[/\\]node_modules[/\\]/.test(match[1])) {
      return { file: match[1], line: Number(match[2]) };
    }
  }
  return undefined;
}
