/** A table as plain data, for a terminal, Markdown and a page. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What a reader must know to read it. */
  readonly notes?: readonly string[];
}

/** For people at a terminal; numbers to the right. */
export function tableText({ title, columns, rows, notes = [] }: Table): string {
  const widths = columns.map((column, i) => Math.max(...[column, ...rows.map(row => row[i])].map(text => text.length)));
  const numeric = columns.map((_, i) => i > 0 && rows.every(row => /^[\d−–-]|^$/.test(row[i])));
  const line = (cells: readonly string[]) => cells.map((cell, i) => numeric[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  ').trimEnd();
  return [title, '', line(columns), widths.map(width => '─'.repeat(width)).join('  '), ...rows.length > 0 ? rows.map(line) : ['–'], ...notes.map(note => `  ${note}`), ''].join('\n');
}

/** For documents. */
export function tableMarkdown({ title, columns, rows, notes = [] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line), '', ...notes.map(note => `- ${note}`), ...notes.length > 0 ? [''] : []].join('\n');
}
