import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { GitlabJob, GitlabPipeline, expanded } from './gitlab';
import { cleanEnvironment } from '../harness/golden-path';
import { findPart } from '../harness/parts';
import { Outcome, mustSucceed, run, runAsync } from '../harness/run';
import { terraformEnv } from '../harness/terraform-env';

type Variables = Readonly<Record<string, string>>;

/** What a pipeline runs for and with. */
export interface RunnerOptions {
  /** Where the jobs work; gone afterwards with everything in it. */
  readonly folder: string;
  readonly pipeline: GitlabPipeline;
  /** The bare repository that was pushed to, and where GitLab would have it. */
  readonly remote: string;
  readonly url: string;
  /** The commit that was pushed. */
  readonly commit: string;
  /** What GitLab itself gives to every job. */
  readonly predefined: Variables;
  /** What has been said for each environment in the settings of the repository. */
  readonly environments: Readonly<Record<string, Variables>>;
}

/** What each image has beside a shell and git, by how its name begins. */
const PROGRAMS: Record<string, readonly string[]> = { 'node:': ['node', 'npm', 'npx'], 'golang:': ['go'], 'hashicorp/terraform:': ['terraform'] };

/**
 * Runs the scripts of jobs as GitLab's runner does, but not in their images: a fresh clone, the files that a job reads, its variables. What
 * `npm ci` has installed for one job is linked into the others.
 */
export class Runner {
  private readonly done = new Set<string>();

  constructor(private readonly options: RunnerOptions) {}

  /** Runs a job. Its files are kept for those that read them when it has succeeded. Throws when a job that it needs has not. */
  async run(name: string, more: Variables = {}): Promise<Outcome> {
    const job = this.job(name);
    const missing = job.needs.map(({ job: needed }) => needed).filter(needed => !this.done.has(needed));
    if (missing.length > 0) throw new Error(`${name} needs ${missing.join(', ')}`);
    const clone = this.clone(name);
    for (const { job: needed, artifacts } of job.needs) {
      if (artifacts && existsSync(this.kept(needed))) cpSync(this.kept(needed), clone, { recursive: true });
    }
    const env = { ...this.environmentOf(name), ...more };
    const outcome = await runAsync('sh', ['-ec', job.script.join('\n')], { cwd: clone, env });
    if (outcome.status === 0) {
      const left = (job.artifacts?.paths ?? []).filter(path => existsSync(join(clone, path)));
      left.forEach(path => cpSync(join(clone, path), join(this.kept(name), path), { recursive: true }));
      this.done.add(name);
    }
    rmSync(clone, { recursive: true, force: true });
    return outcome;
  }

  /** Goes on as if a job had succeeded that cannot be run here, with what it would have left. */
  standIn(name: string, files: Variables = {}): void {
    this.job(name);
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.kept(name), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    this.done.add(name);
  }

  /** A file that a job has left. */
  left(name: string, path: string): string { return join(this.kept(name), path); }

  /** A fresh clone of what was pushed. */
  clone(name: string): string {
    const clone = mkdtempSync(join(this.options.folder, `${name}-`));
    mustSucceed('clone', run('git', ['clone', '--quiet', this.options.remote, clone]));
    // a runner checks a commit out, no branch
    mustSucceed('checkout', run('git', ['checkout', '--quiet', this.options.commit], { cwd: clone }));
    mustSucceed('remote', run('git', ['remote', 'set-url', 'origin', this.options.url], { cwd: clone }));
    return clone;
  }

  /** What a job finds in its environment: nothing of the developer's, and of the repository's settings what belongs to its environment. */
  environmentOf(jobName: string): NodeJS.ProcessEnv {
    const { image, environment, variables = {}, id_tokens: tokens = {} } = this.job(jobName);
    const { pipeline, predefined, environments, remote, url } = this.options;
    const machine = Object.entries(cleanEnvironment()).filter(([name]) => !/^(GIT_|AWS_|TF_|REGISTRY_|GITHUB_)/.test(name));
    const terraform = Object.entries(terraformEnv()).filter(([name]) => /^(AWS_|TF_|CHECKPOINT)/.test(name));
    return {
      ...Object.fromEntries([...machine, ...terraform]),
      CI: 'true',
      GITLAB_CI: 'true',
      PATH: `${this.programs(image.name)}:/usr/bin:/bin`,
      GIT_CONFIG_GLOBAL: devNull,
      // the name that GitLab has on this network leads to the folder
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `url.${remote}.insteadOf`,
      GIT_CONFIG_VALUE_0: url,
      ...predefined,
      ...environment && environments[environment.name],
      ...expanded({ ...pipeline.variables, ...variables }, predefined),
      ...Object.fromEntries(Object.entries(tokens).map(([name, { aud }]) => [name, `header.${Buffer.from(JSON.stringify({ aud })).toString('base64url')}.signature`])),
    };
  }

  /** A folder with what a job's image has and this machine has, too. */
  private programs(image: string): string {
    const [prefix, names] = Object.entries(PROGRAMS).find(([start]) => image.startsWith(start)) ?? [image, []];
    const folder = join(this.options.folder, 'images', prefix.replace(/\W/g, ''));
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      for (const name of names) {
        const found = name === 'go' || name === 'terraform' ? findPart(name) : join(dirname(process.execPath), name);
        if (found === undefined) continue;
        if (name === 'npm') {
          writeFileSync(join(folder, name), installingOnce(realpathSync(found), join(this.options.folder, 'installed')), { mode: 0o755 });
        } else {
          symlinkSync(realpathSync(found), join(folder, name));
        }
      }
    }
    return folder;
  }

  private kept(name: string): string { return join(this.options.folder, 'kept', name); }

  private job(name: string): GitlabJob {
    const job = this.options.pipeline.jobs.get(name);
    if (!job) throw new Error(`the pipeline has no job ${name}`);
    return job;
  }
}

/** A script that is npm, but installs the packages of a lockfile only for the first who asks for them in this way. */
function installingOnce(npm: string, folder: string): string {
  return `#!/bin/sh
set -eu
[ "$1" = ci ] || exec "${npm}" "$@"
installed="${folder}/$( (cat package-lock.json; echo "$*") | cksum | tr -d ' ')"
if [ -d "$installed" ]; then
  rm -rf node_modules
  cp -al "$installed" node_modules
else
  "${npm}" "$@"
  mkdir -p "${folder}"
  cp -al node_modules "$installed.$$"
  # of two jobs that installed at once, one is kept
  mv -T "$installed.$$" "$installed" 2>/dev/null || rm -rf "$installed.$$"
fi
`;
}
