import { Table } from './table';
import { durationText } from './text';
import type { ExplainedRow } from '../explain/explain';
import type { Explainable } from '../explain/explainable';

/** Metrics whose rows say yes or no. */
const VERDICTS = new Set<Explainable>(['coverage', 'conformant', 'currency', 'capture', 'stickiness', 'change-fail-rate', 'rework-rate']);

/** Every row that was looked at, and what became of it. */
export function explainTable(metric: Explainable, service: string, rows: readonly ExplainedRow[]): Table {
  const valueOf = ({ value, open }: ExplainedRow) => value === undefined ? '' : VERDICTS.has(metric) ? (value === 1 ? 'yes' : 'no') : `${durationText(value)}${open ? ' and waiting' : ''}`;
  const variants = rows.some(({ variant }) => variant !== undefined);
  return {
    title: `${metric} of ${service}`,
    columns: ['at', ...variants ? ['variant'] : [], 'subject', 'value', 'used', 'note'],
    rows: rows.map(row => [new Date(row.at).toISOString(), ...variants ? [row.variant ?? ''] : [], row.subject, valueOf(row), row.reason === undefined ? 'used' : `no: ${row.reason}`, row.note ?? '']),
    notes: [`${rows.filter(({ reason }) => reason === undefined).length} of ${rows.length} rows were used.`],
  };
}
