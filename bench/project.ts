import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import * as ts from 'typescript';
import { ROOT } from './library';

/** A project in a temporary folder; its dependencies are links to installed ones. */
export interface Project {
  readonly folder: string;
  remove(): void;
}

/** Creates a project of some files that sees some packages, as if they had been installed there, and no others. */
export function createProject(files: Record<string, string>, packages: readonly string[]): Project {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-bench-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const name of packages) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === 'pavement' ? ROOT : join(ROOT, 'node_modules', name), link);
  }
  linkCommands(folder, packages);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** One of the programs beside this file as JavaScript, so that a measured process has no compiler in it. */
export function program(name: string): string {
  const source = readFileSync(join(__dirname, 'programs', `${name}.ts`), 'utf8');
  return ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
}

/** Makes the commands of the packages available to `npx`. */
function linkCommands(folder: string, packages: readonly string[]): void {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  for (const name of packages) {
    const manifest = join(folder, 'node_modules', name, 'package.json');
    const commands = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { bin?: Record<string, string> | string }).bin : undefined;
    for (const [command, path] of Object.entries(typeof commands === 'string' ? { [name]: commands } : commands ?? {})) {
      symlinkSync(join('..', name, path), join(bin, command));
    }
  }
}
