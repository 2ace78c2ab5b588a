import { csvReport } from './csv-report';
import { jsonReport } from './json-report';
import { junitReport } from './junit-report';
import { GovernanceReport } from './report';
import { sarifReport } from './sarif-report';
import { RenderedFile } from '../../core/rendered';
import { StandardsProps } from '../../standards/standards-props';

/** The standards by which the output was made, below the governance folder. */
export const STANDARDS_FILE = 'standards.json';

/** What is written about the output: the report in every form, and the standards that the verifier reads. */
export function reportFiles(report: GovernanceReport, standards: StandardsProps): RenderedFile[] {
  const files: Record<string, string> = {
    'report.csv': csvReport(report),
    'report.json': jsonReport(report),
    'report.junit.xml': junitReport(report),
    'report.sarif': sarifReport(report),
    [STANDARDS_FILE]: `${JSON.stringify(standards, undefined, 1)}\n`,
  };
  return Object.entries(files).map(([path, content]) => ({ folder: 'governance', path, content }));
}
