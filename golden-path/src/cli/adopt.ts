import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { basename, dirname, join, resolve } from 'path';
import { parseArgs } from 'util';
import { ExitCode, Io, UsageError } from './io';
import { optionsOf, switches } from './option-switches';
import { EJECTED_PATH, LOCK_PATH, Lock, readEjected, readJson, readLock, toJson } from '../day2/lock';
import { inDraft } from '../files/draft';
import { PROJECT_TYPES, ProjectType } from '../types';

const PACKAGE = 'package.json';
const REASON = 'was there before the repository came onto the path';

/** What adopting does about a file. */
interface Step {
  readonly path: string;
  readonly does: 'adds' | 'keeps' | 'manages';
}

/** Brings a repository onto the path: what it lacks is added, what it has stays as it is and is its own. */
export function adopt(args: readonly string[], io: Io): ExitCode {
  // which switches there are depends on the type, wherever it stands among them
  const name = args.find(each => Object.hasOwn(PROJECT_TYPES, each)) ?? args.find(each => !each.startsWith('-'));
  if (name === undefined || !Object.hasOwn(PROJECT_TYPES, name)) {
    throw new UsageError('adopt', `TYPE must be one of ${Object.keys(PROJECT_TYPES).join(', ')}`, name, 'correct it');
  }
  const type = PROJECT_TYPES[name];
  const { values } = parseArgs({
    args: [...args], allowPositionals: true, options: { apply: { type: 'boolean', default: false }, ...switches(type.options, ['outdir']) },
  });
  if (readLock(io.root)) {
    throw new UsageError('adopt', 'the repository must not be on the path yet', LOCK_PATH, 'npx projen writes its files again');
  }
  const options = { name: basename(resolve(io.root)), ...optionsOf(type.options, values as Record<string, unknown>) };
  return inDraft(draft => {
    const steps = plan(io.root, draft, type, options);
    steps.forEach(({ path, does }) => io.print(`${does.padEnd(8)}${path}`));
    if (values.apply) {
      apply(io.root, draft, steps, rcOf(type.className, options));
      io.note(['done; run, in this order:', ...installs(io.root, draft), '  npx projen', '  npx projen synth'].join('\n'));
    } else {
      io.note('nothing was written; --apply does it');
    }
    return ExitCode.OK;
  });
}

function plan(root: string, draft: string, type: ProjectType, options: object): Step[] {
  type.create({ ...options, outdir: draft }).synth();
  return [PACKAGE, ...Object.keys((readLock(draft) as Lock).files)].sort().map((path): Step => {
    const [yours, ours] = [join(root, path), join(draft, path)];
    return { path, does: !existsSync(yours) ? 'adds' : readFileSync(yours).equals(readFileSync(ours)) ? 'manages' : 'keeps' };
  });
}

/** What installs the packages that the path needs and the repository has not. */
function installs(root: string, draft: string): string[] {
  const packages = (folder: string, kind: string) => readJson<Record<string, Record<string, string>>>(folder, PACKAGE)?.[kind] ?? {};
  const has = { ...packages(root, 'dependencies'), ...packages(root, 'devDependencies') };
  return (['dependencies', 'devDependencies'] as const).flatMap(kind => {
    const missing = Object.entries(packages(draft, kind)).filter(([name]) => !Object.hasOwn(has, name)).map(([name, version]) => `${name}@${version}`);
    return missing.length === 0 ? [] : [
      `  npm install --save-exact ${kind === 'devDependencies' ? '--save-dev ' : ''}${missing.map(each => `'${each}'`).join(' ')}`,
    ];
  });
}

function apply(root: string, draft: string, steps: readonly Step[], rc: string): void {
  const lock = readLock(draft) as Lock;
  const kept = steps.filter(({ does }) => does === 'keeps').map(({ path }) => path);
  for (const { path } of steps.filter(({ does }) => does === 'adds')) {
    copy(draft, root, path);
  }
  if (existsSync(join(draft, '.platform/base'))) {
    cpSync(join(draft, '.platform/base'), join(root, '.platform/base'), { recursive: true });
  }
  copy(draft, root, '.platform/answers.json');
  const managed = kept.filter(path => path === PACKAGE || lock.files[path].class === 'managed');
  writeFileSync(join(root, EJECTED_PATH), toJson({ ...readEjected(root), ...Object.fromEntries(managed.map(path => [path, REASON])) }));
  const files = Object.fromEntries(Object.entries(lock.files).filter(([path]) => !managed.includes(path)));
  writeFileSync(join(root, LOCK_PATH), toJson({ ...lock, files }));
  if (!existsSync(join(root, '.projenrc.ts'))) {
    writeFileSync(join(root, '.projenrc.ts'), rc);
  }
}

function copy(from: string, to: string, path: string): void {
  mkdirSync(dirname(join(to, path)), { recursive: true });
  writeFileSync(join(to, path), readFileSync(join(from, path)), { mode: statSync(join(from, path)).mode });
}

function rcOf(type: string, options: object): string {
  const lines = Object.entries(options).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => `  ${name}: ${
    JSON.stringify(value).replace(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => `'${text.replace(/'/g, '\\\'')}'`)},`);
  return [`import { ${type} } from 'pavement-golden-path';`, '', `const project = new ${type}({`, ...lines, '});', 'project.synth();', ''].join('\n');
}
