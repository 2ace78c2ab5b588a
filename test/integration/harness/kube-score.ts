import { program } from './programs';
import { runAsync, scannerAnswer } from './run';

/** What kube-score says of one object. */
export interface ScoredObject {
  /** `Deployment/apps/v1/shop/api`. */
  readonly object_name: string;
  readonly checks: {
    readonly check: { readonly id: string; readonly comment: string };
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: { readonly summary: string }[] | null;
  }[];
}

/** The grade of a check that passed. */
const ALL_OK = 10;

/** Runs kube-score over manifests, as a cluster of a version takes them (`1.33`). */
export async function kubeScore(manifests: string, version: string, options: readonly string[] = []): Promise<ScoredObject[]> {
  const scanner = await program('kube-score');
  const args = ['score', '--output-format', 'json', '--kubernetes-version', `v${version}`, ...options, '-'];
  // without a kind that it knows, it answers null
  return scannerAnswer<ScoredObject[] | null>(await runAsync(scanner, args, { stdin: manifests })) ?? [];
}

/** The checks that failed; skipped are those that have to be asked for, and the number of copies where an autoscaler decides it. */
export function failedChecks({ checks }: ScoredObject): ScoredObject['checks'] {
  return checks.filter(({ grade, skipped }) => !skipped && grade < ALL_OK);
}
