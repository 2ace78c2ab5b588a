import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { cachePath, makeOnce, withLock } from './cache';
import { limiter } from './limit';
import { part } from './parts';
import { mustSucceed, Outcome, run, runAsync } from './run';
import { terraformEnv } from './terraform-env';

const LOCK_FILE = '.terraform.lock.hcl';
const DATA_FOLDER = '.terraform';

/** Each validation loads a provider of several hundred MB. */
const validating = limiter(2);

let terraformVersion: string | undefined;

/** The part of what `terraform validate -json` answers that is read here. */
interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null };
}

/** Runs Terraform in a folder with the providers that the harness finds; settings and credentials of the user's are kept away from it. */
export function terraform(dir: string, args: string[]): Outcome {
  return readable(run(part('terraform'), args, { cwd: dir, env: terraformEnv() }));
}

/** Like `terraform`, for what takes long: several can run side by side. `env` adds variables. */
export async function terraformAsync(dir: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return readable(await runAsync(part('terraform'), args, { cwd: dir, env: { ...terraformEnv(), ...env } }));
}

/**
 * Validates a synthesized stack (a folder with a cdk.tf.json) against the schemas of the real providers and returns its errors and warnings.
 *
 * It works on a copy. Call it for many stacks side by side: two run at a time, and those that require the same providers are initialised once.
 * Throws when Terraform cannot get the providers that the stack requires.
 */
export async function validateStack(stackDir: string): Promise<string[]> {
  return validating(async () => {
    const copy = mkdtempSync(join(tmpdir(), 'pavement-stack-'));
    try {
      cpSync(stackDir, copy, { recursive: true, filter: (source) => !basename(source).startsWith(DATA_FOLDER) });
      const data = await initialise(copy);
      const answer = await terraformAsync(copy, ['validate', '-json'], { TF_DATA_DIR: data });
      return diagnosticsOf(answer).map(describe);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
}

/** Gives a stack that is to be applied its providers, lock file and a data folder of its own, whose providers are links; returns that folder. */
export async function initialiseWith(stack: string, requiredProviders: unknown): Promise<string> {
  const shared = await initialiseOnce(requiredProviders);
  copyFileSync(join(shared, LOCK_FILE), join(stack, LOCK_FILE));
  await init(stack, true);
  return join(stack, DATA_FOLDER);
}

/** Gives a stack its providers and lock file; returns Terraform's data folder for it. */
async function initialise(stack: string): Promise<string> {
  const { terraform: settings, module } = JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8'));
  if (module || !settings?.required_providers) {
    // modules and providers that only the resources name are found by looking at this stack
    await init(stack);
    return join(stack, DATA_FOLDER);
  }
  const shared = await initialiseOnce(settings.required_providers);
  copyFileSync(join(shared, LOCK_FILE), join(stack, LOCK_FILE));
  return join(shared, DATA_FOLDER);
}

/** A folder initialised for these providers, kept in the cache. The providers in it are links. */
async function initialiseOnce(requiredProviders: unknown): Promise<string> {
  const { TF_CLI_CONFIG_FILE: configuration = '' } = terraformEnv();
  terraformVersion ??= terraform(tmpdir(), ['version', '-json']).stdout;
  const key = createHash('sha256').update(JSON.stringify([requiredProviders, configuration, terraformVersion])).digest('hex').slice(0, 16);
  return makeOnce(cachePath('terraform', key), async (temporary) => {
    mkdirSync(temporary);
    writeFileSync(join(temporary, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: requiredProviders } }));
    await init(temporary);
  });
}

async function init(dir: string, backend = false): Promise<void> {
  // Terraform's plugin cache is not made for two at once
  await withLock(cachePath('terraform', 'init'), async () => {
    mustSucceed('terraform init', await terraformAsync(dir, ['init', `-backend=${backend}`, '-reconfigure', '-input=false']));
  });
}

function diagnosticsOf(answer: Outcome): Diagnostic[] {
  try {
    return JSON.parse(answer.stdout).diagnostics;
  } catch {
    throw new Error(`terraform validate gave no answer (status ${answer.status})\n${answer.stderr}`);
  }
}

function describe({ severity, summary, detail, range, snippet }: Diagnostic): string {
  const where = range ? `${range.filename}:${range.start.line}` : 'stack';
  const what = snippet?.context ? `, in ${snippet.context}` : '';
  return `${severity} at ${where}${what}: ${summary}${detail ? `: ${detail}` : ''}`;
}

function readable(outcome: Outcome): Outcome {
  return { ...outcome, stdout: stripVTControlCharacters(outcome.stdout), stderr: stripVTControlCharacters(outcome.stderr) };
}
