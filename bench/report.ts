/** What a part of the benchmark found. */
export interface Report {
  readonly title: string;
  /** What was measured and how, so that the numbers can be judged. */
  readonly about: string[];
  readonly head: string[];
  readonly rows: string[][];
  /** What the numbers mean, one line each. */
  readonly results: string[];
  /** Targets that were missed. */
  readonly missed: string[];
}

/** A number held against a target, as a line for the results, and for the missed ones if it is. */
export function judge(what: string, value: number, comparison: '≥' | '≤', target: number): { results: string[]; missed: string[] } {
  const met = comparison === '≥' ? value >= target : value <= target;
  const line = `${what}: ${value.toFixed(2)} (target ${comparison} ${target})`;
  return { results: [`${line}: ${met ? 'met' : '**missed**'}`], missed: met ? [] : [line] };
}

/** A report as Markdown. */
export function markdown({ title, about, head, rows, results }: Report): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `## ${title}`, '',
    ...about, '',
    row(head), row(head.map(() => '---')), ...rows.map(row), '',
    ...results.map(line => `- ${line}`), '',
  ].join('\n');
}

/** Milliseconds for people. */
export function time(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** Bytes for people. */
export function memory(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(0)} MiB`;
}
