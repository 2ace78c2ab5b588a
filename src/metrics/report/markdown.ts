import { MetricsReport } from './report';
import { reportHeading, reportTables } from './report-tables';
import { tableMarkdown } from './table';

/** A report as Markdown, for a wiki or a merge request. */
export function reportMarkdown(report: MetricsReport): string {
  return `# Platform metrics\n\n${reportHeading(report)}\n\n${reportTables(report).map(tableMarkdown).join('\n')}`;
}
