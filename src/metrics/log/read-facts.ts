import { readLog, LogLine } from './read-log';
import { CdEvent } from '../events/event';
import { factOf } from '../facts/fact-of';
import { FactSet } from '../facts/fact-set';

/** The facts of a log in a folder, each event once, and the lines that are no events. */
export async function readFacts(folder: string): Promise<{ readonly facts: FactSet; readonly unreadable: readonly string[] }> {
  const facts = new FactSet();
  const unreadable: string[] = [];
  for await (const lines of readLog(folder)) {
    for (const line of lines) {
      if (line.text.trim() !== '') {
        const problem = readLine(line, facts);
        if (problem !== undefined) {
          unreadable.push(`${line.file}:${line.line}: ${problem}`);
        }
      }
    }
  }
  return { facts, unreadable };
}

function readLine({ text, whole }: LogLine, facts: FactSet): string | undefined {
  let event: CdEvent;
  try {
    event = JSON.parse(text) as CdEvent;
  } catch {
    return whole ? 'is not JSON, as a line that was not written to its end' : 'was not written to its end';
  }
  try {
    const { context, subject } = event;
    if (typeof context.id !== 'string' || typeof context.type !== 'string' || Number.isNaN(Date.parse(context.timestamp)) || typeof subject.content !== 'object') {
      return 'is not a CDEvent';
    }
    const fact = factOf(event);
    if (fact) {
      facts.add(fact);
    }
    return undefined;
  } catch {
    return 'is not a CDEvent';
  }
}
