import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PlatformServiceTsOptions } from '../src';
import { Io } from '../src/cli/io';
import { run } from '../src/cli/run';
import { PROJECT_TYPES } from '../src/types';

const folders: string[] = [];

afterAll(() => folders.forEach(folder => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone after the tests. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
  folders.push(folder);
  return folder;
}

/** A repository in a folder of its own. */
export class Repository {
  constructor(public readonly root = emptyFolder(), private readonly type = 'platform-service-ts') {}

  /** Writes what the path writes, without installing anything. */
  public synth(options: Partial<PlatformServiceTsOptions> = {}): this {
    const before = process.env.PROJEN_DISABLE_POST;
    process.env.PROJEN_DISABLE_POST = 'true';
    try {
      PROJECT_TYPES[this.type].create({ name: 'checkout-api', owner: 'team-payments', createdAt: '2026-01-31T09:30:00Z', outdir: this.root, ...options }).synth();
    } finally {
      process.env.PROJEN_DISABLE_POST = before ?? '';
    }
    return this;
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  public json(path: string): any {
    return JSON.parse(this.read(path));
  }

  public write(path: string, text: string): void {
    rmSync(join(this.root, path), { force: true });
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Every file by path, and whether it may be executed. */
  public files(): Record<string, string> {
    return Object.fromEntries((readdirSync(this.root, { recursive: true, withFileTypes: true }))
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(this.root, path), `${isExecutable(path) ? 'x' : '-'} ${readFileSync(path, 'utf8')}`]));
  }

  /** Runs the command of the path. */
  public cli(...args: string[]): { code: number; stdout: string; stderr: string } {
    let [stdout, stderr] = ['', ''];
    const io: Io = { root: this.root, print: (text) => { stdout += `${text}\n`; }, note: (text) => { stderr += `${text}\n`; } };
    return { code: run(args, io), stdout, stderr };
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
