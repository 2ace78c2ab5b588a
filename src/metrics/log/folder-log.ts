import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'fs';
import { join } from 'path';
import { canonicalJson } from '../../core/digest';
import { CdEvent } from '../events/event';

/**
 * Adds events to the log in a folder, a file for each month in which they happened: `2026-11.ndjson`.
 *
 * What is for one file is written at once, behind everything that is there, so that writers at the same time do not mix. A line that an earlier
 * writer did not finish is closed first, and so loses only itself.
 */
export function appendToFolder(folder: string, events: readonly CdEvent[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [month, lines] of byMonth(events)) {
    const file = openSync(join(folder, `${month}.ndjson`), 'a+');
    try {
      writeWhole(file, Buffer.from(`${endsInALine(file) ? '' : '\n'}${lines.join('')}`));
    } finally {
      closeSync(file);
    }
  }
}

function byMonth(events: readonly CdEvent[]): Map<string, string[]> {
  const months = new Map<string, string[]>();
  for (const event of events) {
    const month = new Date(event.context.timestamp).toISOString().slice(0, 7);
    const lines = months.get(month) ?? [];
    lines.push(`${canonicalJson(event)}\n`);
    months.set(month, lines);
  }
  return months;
}

function endsInALine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 0x0a);
}

/** One call writes it all on a local disk; the rest is for those that take less. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(file, bytes, written);
  }
}
