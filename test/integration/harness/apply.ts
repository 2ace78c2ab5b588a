import { kubectlProblems } from './problems';
import { Outcome } from './run';

/** How manifests are applied. */
export interface ApplyOptions {
  /** Where objects go that name no namespace. */
  readonly namespace?: string;
  /** Asks the server for its answer without storing anything. */
  readonly dryRun?: boolean;
}

/** Runs kubectl against the server that is meant. */
export type Kubectl = (args: string[], stdin?: string) => Outcome;

/** Client-side words about the whole input, when something in it was not even sent. */
const NOT_SENT = /^error: error validating/m;

/** Applies manifests (a path, or the text of YAML documents) on the server side, strictly, and returns the errors and warnings. */
export function applyStrictly(kubectl: Kubectl, manifests: string, { namespace, dryRun }: ApplyOptions): string[] {
  const isText = /^\s*[{[]|\n/.test(manifests);
  const source = isText ? ['-f', '-'] : ['-R', '-f', manifests];
  const stdin = isText ? manifests : undefined;
  const target = namespace ? ['--namespace', namespace] : [];
  const apply = ['apply', '--server-side', '--validate=strict', ...(dryRun ? ['--dry-run=server'] : []), ...target];

  // kubectl reads the server's whole schema again for each document, but only once for a list; it explains mistakes better without the list
  const list = asList(kubectl(['create', '--dry-run=client', '--validate=false', '-o', 'json', ...target, ...source], stdin));
  const applied = list && kubectl([...apply, '-f', '-'], list);
  if (applied && !NOT_SENT.test(applied.stderr)) return kubectlProblems(applied);
  return kubectlProblems(kubectl([...apply, ...source], stdin));
}

/** The objects that kubectl printed one after the other, as one list; undefined when it did not understand all of the input. */
function asList({ status, stdout }: Outcome): string | undefined {
  if (status !== 0 || !stdout.trim()) return undefined;
  const items = stdout.trim().replace(/^}\n{$/gm, '},\n{');
  return `{"apiVersion": "v1", "kind": "List", "items": [${items}]}`;
}
