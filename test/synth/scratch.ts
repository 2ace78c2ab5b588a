import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative, sep } from 'path';

const folders: string[] = [];

afterAll(() => {
  folders.splice(0).forEach(folder => rmSync(folder, { recursive: true, force: true }));
});

/** An empty folder that is gone after the tests of the file. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  folders.push(folder);
  return folder;
}

/** Every file below a folder by its path, sorted, hidden ones too; an empty folder by its path and a slash. Links are left out. */
export function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (entry.isFile()) {
      return [[name, readFileSync(path, 'utf8')]];
    }
    return entry.isDirectory() && readdirSync(path).length === 0 ? [[`${name}/`, '']] : [];
  }).sort(([a], [b]) => a < b ? -1 : 1));
}

/** Writes files below a folder. */
export function fill(folder: string, files: Record<string, string>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** What an action throws, as text; a test that expects an error and gets none fails here. */
export function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('expected an error, got none');
}
