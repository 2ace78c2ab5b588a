import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = join(__dirname, '..');
const SOURCE = join(ROOT, 'golden-path');

/** Packs the compiled golden path into a folder, as the version that the library has. */
function pack(destination: string): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const staging = mkdtempSync(join(tmpdir(), 'golden-path-'));
  try {
    for (const path of ['lib', 'assets', '.jsii', 'README.md', 'package.json']) {
      cpSync(join(SOURCE, path), join(staging, path), { recursive: true });
    }
    cpSync(join(ROOT, 'LICENSE'), join(staging, 'LICENSE'));
    for (const path of ['package.json', '.jsii']) {
      const manifest = JSON.parse(readFileSync(join(staging, path), 'utf8')) as object;
      writeFileSync(join(staging, path), `${JSON.stringify({ ...manifest, version }, undefined, 2)}\n`);
    }
    const { status } = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', resolve(destination)], { cwd: staging, stdio: 'inherit' });
    process.exitCode = status ?? 1;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

pack(process.argv[2] ?? 'dist/js');
