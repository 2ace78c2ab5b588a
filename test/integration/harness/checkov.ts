import { pythonProgram } from './python';
import { runAsync, scannerAnswer } from './run';

/** What Checkov reads: `terraform_json` is `cdk.tf.json`. */
export type Framework = 'kubernetes' | 'terraform_json';

/** A check of Checkov that failed. */
export interface FailedCheck {
  readonly check_id: string;
  readonly check_name: string;
  /** Below the folder, with a slash before it. */
  readonly file_path: string;
  /** First and last line of what it is about. */
  readonly file_line_range: [number, number];
  /** `Deployment.shop.api`; of Terraform the type may be missing. */
  readonly resource: string;
}

/** What Checkov says of one framework. */
export interface CheckovReport {
  readonly check_type: Framework;
  readonly summary: { readonly passed: number; readonly skipped: number; readonly parsing_errors: number };
  readonly results: { readonly failed_checks: FailedCheck[] };
}

/** Runs Checkov over a folder. */
export async function checkov(folder: string, framework: Framework): Promise<CheckovReport> {
  const { python, start } = await pythonProgram('checkov');
  const args = ['-d', folder, '--framework', framework, '--output', 'json', '--compact', '--quiet', '--skip-download'];
  return scannerAnswer<CheckovReport>(await runAsync(python, [...start, ...args]));
}
