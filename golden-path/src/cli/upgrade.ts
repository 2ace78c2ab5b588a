import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { driftOf } from './check';
import { ExitCode, Io, UsageError } from './io';
import { lockOf } from './repository';
import { RC } from './set';
import { Lock } from '../day2/lock';
import { PACKAGE } from '../package';

/** Installs another version of this package and lets it write the repository. */
export function upgrade(args: readonly string[], io: Io): ExitCode {
  const { values: { to = 'latest' } } = parseArgs({ args: [...args], options: { to: { type: 'string' } } });
  const before = lockOf(io.root);
  const program = readFileSync(join(io.root, RC), 'utf8');
  // where the repository names a version or a file itself
  const named = new RegExp(`(['"])${PACKAGE}@[^'"]+\\1`);
  writeFileSync(join(io.root, RC), program.replace(named, (_, quote: string) => `${quote}${PACKAGE}@${to}${quote}`));
  for (const [command, ...rest] of [['npm', 'install', '--save-dev', '--save-exact', `${PACKAGE}@${to}`], ['npx', 'projen']]) {
    if (spawnSync(command, rest, { cwd: io.root, stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0) {
      throw new UsageError('upgrade', `${command} ${rest.join(' ')} must succeed`, to, 'its message is above; git restore . goes back');
    }
  }
  const after = lockOf(io.root);
  const conflicts = driftOf(io.root);
  io.print(summary(before, after));
  conflicts.forEach(({ path, kind, remedy }) => io.print(`[${path}] ${kind}; ${remedy}`));
  return conflicts.length === 0 ? ExitCode.OK : ExitCode.FINDINGS;
}

/** What an upgrade has changed, as the text of a pull request. */
export function summary(before: Lock, after: Lock): string {
  const paths = [...new Set([...Object.keys(before.files), ...Object.keys(after.files)])].sort();
  const lines = paths.flatMap(path => {
    const [old, now] = [before.files[path], after.files[path]];
    return old === undefined ? [`- new: \`${path}\` (${now.class})`]
      : now === undefined ? [`- gone: \`${path}\``]
        : old.sha256 === now.sha256 ? [] : [`- changed: \`${path}\` (${now.class})`];
  });
  return [`The golden path goes from ${before.version} to ${after.version}.`, '', ...lines.length === 0 ? ['No file changes.'] : lines].join('\n');
}
