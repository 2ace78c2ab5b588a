import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A program of the machine which a harness runs and does not bring itself. */
export type Part = 'chromium' | 'go' | 'jq' | 'kubectl' | 'openssl' | 'psql' | 'python3' | 'terraform' | 'wget';

const HOW_TO_GET: Record<Part, string> = {
  chromium: 'install Chromium, such as the Debian package chromium',
  go: 'install Go 1.26 or newer, https://go.dev/doc/install',
  jq: 'install jq, https://jqlang.org/download',
  kubectl: 'install kubectl 1.32 or newer, https://kubernetes.io/docs/tasks/tools',
  openssl: 'install OpenSSL, such as the Debian package openssl',
  psql: 'install the client of PostgreSQL, https://www.postgresql.org/download',
  python3: 'install Python 3.10 or newer with venv, https://www.python.org/downloads',
  terraform: 'install Terraform 1.11 or newer, https://developer.hashicorp.com/terraform/install',
  wget: 'install wget, such as the Debian package wget',
};

/**
 * Finds a program: the file that the environment variable of its name in capitals points to (`TERRAFORM=…`), else the first on the PATH.
 * Undefined when there is none.
 */
export function findPart(name: Part): string | undefined {
  const named = process.env[name.toUpperCase()];
  const candidates = named ? [resolve(named)] : (process.env.PATH ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name));
  return candidates.find(isExecutable);
}

/** The file of a program that must be there; throws what is missing and how to get it. */
export function part(name: Part): string {
  const file = findPart(name);
  if (!file) throw new Error(describeMissing([name]));
  return file;
}

/**
 * Tells whether every named program is there: `(partsOrSkip('go', 'kubectl') ? describe : describe.skip)(…)`.
 *
 * When one is missing, a user's machine gets one line that says so and the tests are skipped; under `CI` it throws, which fails the file of tests.
 */
export function partsOrSkip(...names: Part[]): boolean {
  const missing = names.filter((name) => !findPart(name));
  if (missing.length === 0) return true;
  if (isCi()) throw new Error(describeMissing(missing));
  process.stderr.write(`skipped: ${describeMissing(missing)}\n`);
  return false;
}

function isCi(): boolean {
  return !['', '0', 'false'].includes((process.env.CI ?? '').toLowerCase());
}

function describeMissing(missing: Part[]): string {
  return missing.map((name) => `${name} is missing (${HOW_TO_GET[name]})`).join('; ');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
