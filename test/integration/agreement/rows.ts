import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { BadFile } from './corpus';
import { ControlExample } from '../../../src/policy/control-example';
import { EXAMPLE_FACTS } from '../../../src/policy/example-facts';
import { FailedCheck, checkov } from '../harness/checkov';
import { failedChecks, kubeScore } from '../harness/kube-score';

/** A check of a scanner that failed, and on what: an object as `Deployment api`, a resource as `aws_sqs_queue mails`. */
export interface Row {
  readonly file: BadFile;
  readonly on: string;
  readonly scanner: 'checkov' | 'kube-score';
  readonly check: string;
}

/** What the scanners say about the corpus. */
export interface Scanned {
  readonly rows: Row[];
  /** How many files Checkov could not read. */
  readonly unread: number;
}

/** Everything that Checkov and kube-score find in the corpus. */
export async function scanned(files: readonly BadFile[]): Promise<Scanned> {
  const { rows, unread } = await byCheckov(files);
  return { rows: [...rows, ...await byKubeScore(files)], unread };
}

async function byCheckov(files: readonly BadFile[]): Promise<Scanned> {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-agreement-'));
  try {
    for (const { path, example: { manifests, terraform } } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), terraform ? JSON.stringify(terraform, undefined, 2) : asYaml(manifests));
    }
    const byPath = new Map(files.map(file => [`/${file.path}`, file]));
    const [objects, resources] = [await checkov(folder, 'kubernetes'), await checkov(folder, 'terraform_json')];
    const row = (check: FailedCheck, on: string): Row => ({ file: byPath.get(check.file_path)!, on, scanner: 'checkov', check: check.check_id });
    return {
      rows: [
        ...objects.results.failed_checks.map(check => row(check, `${check.resource.split('.')[0]} ${check.resource.split('.').pop()}`)),
        ...resources.results.failed_checks.map(check => row(check, resourceOf(check, readFileSync(join(folder, check.file_path), 'utf8').split('\n')))),
      ],
      unread: objects.summary.parsing_errors + resources.summary.parsing_errors,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Checkov names a resource, but not always its type: that is the key above it. */
function resourceOf({ resource, file_line_range: [first] }: FailedCheck, lines: readonly string[]): string {
  const indentation = (line: string) => line.search(/\S/);
  const above = lines.slice(0, first - 1).reverse().find(line => indentation(line) < indentation(lines[first - 1]));
  return `${/"(\w+)"/.exec(above ?? '')?.[1]} ${resource.split('.').pop()}`;
}

async function byKubeScore(files: readonly BadFile[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of files.filter(({ example }) => example.manifests)) {
    const version = `1.${file.example.environment?.minor ?? EXAMPLE_FACTS.minor}`;
    const scored = await kubeScore(asYaml(file.example.manifests), version);
    rows.push(...scored.flatMap(object => failedChecks(object).map(({ check }): Row => {
      const names = object.object_name.split('/');
      return { file, on: `${names[0]} ${names.pop()}`, scanner: 'kube-score', check: check.id };
    })));
  }
  return rows;
}

function asYaml(objects: ControlExample['manifests'] = []): string {
  return objects.map(object => `---\n${stringify(object, { aliasDuplicateObjects: false })}`).join('');
}
