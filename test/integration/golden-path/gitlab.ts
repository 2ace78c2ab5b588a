import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A job as it stands in .gitlab-ci.yml; what is not read here has no effect on what its script does. */
export interface GitlabJob {
  readonly image: { readonly name: string };
  readonly needs: readonly { readonly job: string; readonly artifacts: boolean }[];
  readonly rules: readonly { readonly when?: string }[];
  readonly environment?: { readonly name: string };
  readonly variables?: Readonly<Record<string, string>>;
  readonly id_tokens?: Readonly<Record<string, { readonly aud: string }>>;
  readonly script: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[] };
}

/** A pipeline, its jobs in the order in which it names them. */
export interface GitlabPipeline {
  readonly variables: Readonly<Record<string, string>>;
  readonly jobs: ReadonlyMap<string, GitlabJob>;
}

/** The words of the file's own; every other one is a job. */
const KEYWORDS = ['stages', 'workflow', 'variables'];

/** Reads the pipeline of a repository. Throws when a job needs one that does not come before it. */
export function readPipeline(repository: string): GitlabPipeline {
  const document = parse(readFileSync(join(repository, '.gitlab-ci.yml'), 'utf8')) as Record<string, unknown>;
  const jobs = new Map(Object.entries(document).filter(([key]) => !KEYWORDS.includes(key)) as [string, GitlabJob][]);
  const names = [...jobs.keys()];
  jobs.forEach(({ needs }, name) => needs.forEach(({ job }) => {
    if (!names.slice(0, names.indexOf(name)).includes(job)) throw new Error(`${name} needs ${job}, which does not come before it`);
  }));
  return { variables: document.variables as Record<string, string>, jobs };
}

/** Puts values in the place of variables, as GitLab does: one that nobody gives is empty. */
export function expanded(variables: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).map(([name, text]) =>
    [name, text.replace(/\$(\w+)/g, (_, other: string) => given[other] ?? '')]));
}
