import type { Table } from '../../metrics/report/table';
import { CommandContext } from '../context';

/** Prints an answer: as tables for people, as JSON for programs. */
export function printAnswer(context: CommandContext, json: boolean | undefined, answer: object, tables: () => readonly Table[]): void {
  if (json) {
    context.print(JSON.stringify(answer, undefined, 2));
    return;
  }
  const { tableText } = require('../../metrics/report/table') as typeof import('../../metrics/report/table'); // eslint-disable-line @typescript-eslint/no-require-imports
  context.print(tables().map(tableText).join('\n').trimEnd());
}
