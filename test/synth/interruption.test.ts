import { spawnSync } from 'child_process';
import fs from 'fs';
import { join } from 'path';
import { builtLibrary } from './built';
import { contents, fill, messageOf, scratch } from './scratch';
import { RenderedFile } from '../../src/core/rendered';
import { attestation } from '../../src/synth/attestation';
import { OutputFolders, write } from '../../src/synth/write';

type Texts = Record<string, string>;

/** Every kind of change: new folders, new content, the same content, files and folders that go away, in two output folders. */
const OLD: Texts = { 'gone/deep/a': '1', 'gone/deep/b': '2', 'kept/changed': 'old', 'kept/same': 'same', 'kept/removed': '3' };
const NEW: Texts = { 'kept/changed': 'new', 'kept/same': 'same', 'added/deep/c': '4' };
const FOREIGN: Texts = { 'dist/kept/foreign': 'mine', 'dist/foreign': 'mine' };

/** Everything that a synth does to the disk. */
const CALLS = ['mkdirSync', 'writeFileSync', 'accessSync', 'renameSync', 'rmSync', 'rmdirSync'] as const;

/** Far more calls than a synth makes: each loop ends with the first synth in which nothing happens any more. */
const MANY = 200;

function filesOf(texts: Texts): RenderedFile[] {
  const files = Object.entries(texts).flatMap(([path, content]): RenderedFile[] =>
    [{ folder: 'manifests', path, content }, { folder: 'terraform', path, content: `${content}${content}` }]);
  return [...files, attestation(files, { libraryVersion: '1', standardsDigest: 'd', controlsDigest: 'c' })];
}

function foldersIn(folder: string): OutputFolders {
  return { manifests: join(folder, 'dist'), terraform: join(folder, 'cdktf.out'), governance: join(folder, 'governance'), root: folder };
}

function synth(folder: string, texts: Texts) {
  return write(filesOf(texts), foldersIn(folder), join(folder, '.pavement'));
}

/** A folder with the old output in it. */
function withOldOutput(): string {
  const folder = scratch();
  fill(folder, FOREIGN);
  synth(folder, OLD);
  return folder;
}

const old = contents(withOldOutput());
const wanted = {
  ...FOREIGN,
  ...Object.fromEntries(filesOf(NEW).map(({ folder, path, content }) => [`${{ manifests: 'dist', terraform: 'cdktf.out', governance: 'governance', root: '.' }[folder]}/${path}`, content])),
};

/** Files only, without those that are staged and will be found and removed. */
function visible(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(([path]) => !path.includes('.pavement') && !path.endsWith('/')));
}

interface Outcome {
  readonly folder: string;
  readonly message: string;
}

/**
 * Synthesises the new output over the old one, again and again, with the file system failing at one call more each time.
 *
 * @param dead - whether every later call fails as well: then the disk is as a killed process leaves it
 * @param half - whether the call still writes the first half of its file
 */
function failingAtEveryCall({ dead, half }: { dead: boolean; half: boolean }): Outcome[] {
  const outcomes: Outcome[] = [];
  for (let step = 0; step < MANY; step++) {
    const folder = withOldOutput();
    let at = 0;
    for (const name of CALLS) {
      const original = fs[name] as (...args: unknown[]) => unknown;
      jest.spyOn(fs, name as 'rmSync').mockImplementation((...args: unknown[]) => {
        const now = at++;
        if (now < step || (now > step && !dead)) {
          return original(...args) as void;
        }
        if (now === step && half && name === 'writeFileSync') {
          original(args[0], String(args[1]).slice(0, String(args[1]).length / 2));
        }
        throw Object.assign(new Error(`EIO: i/o error, ${name}`), { code: 'EIO', syscall: name, path: String(args[0]) });
      });
    }
    let message: string | undefined;
    try {
      message = messageOf(() => synth(folder, NEW));
    } catch {
      // nothing failed: the synth makes fewer calls
    }
    jest.restoreAllMocks();
    if (message === undefined) {
      return outcomes;
    }
    outcomes.push({ folder, message });
  }
  throw new Error('expected the synth to come to an end');
}

describe.each([
  ['the process is killed', { dead: true, half: false }],
  ['the process is killed while it writes a file', { dead: true, half: true }],
  ['the file system fails', { dead: false, half: false }],
])('when at any call %s', (_, kind) => {
  let outcomes: Outcome[];

  beforeAll(() => {
    outcomes = failingAtEveryCall(kind);
  });

  test('the next synth makes the output complete, without leftovers', () => {
    // the list of moves, 5 staged files, 5 moves, 6 removals, 4 folders at the least
    expect(outcomes.length).toBeGreaterThan(20);
    for (const { folder } of outcomes) {
      synth(folder, NEW);

      expect(contents(folder)).toEqual(wanted);
    }
  });

  test('the next synth of the old program brings the old output back', () => {
    for (const { folder } of failingAtEveryCall(kind)) {
      synth(folder, OLD);

      expect(contents(folder)).toEqual(old);
    }
  });
});

describe('a call that fails', () => {
  let outcomes: Outcome[];

  beforeAll(() => {
    outcomes = failingAtEveryCall({ dead: false, half: false });
  });

  test('is named with the file and the reason', () => {
    outcomes.forEach(({ message }) =>
      expect(message).toMatch(/^Validation failed .*:\n {2}\[.+\] the output must be writable, got "EIO: i\/o error"; free the place[^\n]*$/));
  });

  test('leaves the old output and nothing else, until the moment from which the new one is valid', () => {
    const left = outcomes.map(({ folder }) => JSON.stringify(contents(folder)) === JSON.stringify(old) ? 'old' : 'later').join(' ');

    expect(left).toMatch(/^(old ){10,}(later ?)+$/);
  });
});

describe('a process of its own', () => {
  const project = builtLibrary();
  const program = join(project, 'program.js');
  fs.writeFileSync(program, `
    const fs = require('fs');
    const { write } = require('pavement/lib/synth/write');
    const [files, step, signal, listens] = JSON.parse(process.argv[2]);
    let at = 0;
    for (const name of ${JSON.stringify(CALLS)}) {
      const original = fs[name];
      fs[name] = (...args) => {
        if (at++ === step) {
          process.stdout.write('happened ');
          process.kill(process.pid, signal);
        }
        return original(...args);
      };
    }
    if (listens) {
      process.on(signal, () => process.stdout.write('heard '));
      setTimeout(() => undefined, 100);
    }
    const { finished } = write(files, { manifests: 'dist', terraform: 'cdktf.out', governance: 'governance' }, '.pavement');
    process.stdout.write(finished.join());
  `);

  function run(cwd: string, texts: Texts, step = MANY, signal = 'SIGTERM', listens = false) {
    return spawnSync(process.execPath, [program, JSON.stringify([filesOf(texts), step, signal, listens])], { cwd, encoding: 'utf8' });
  }

  test('that is asked to end at any call leaves the old or the new output, never some of both, and ends', () => {
    const outcomes: string[] = [];
    for (let step = 0; step < MANY; step++) {
      const folder = withOldOutput();
      const { stdout, signal } = run(folder, NEW, step);
      if (stdout === '') {
        break;
      }
      const output = contents(folder);
      const same = (expected: Texts) => JSON.stringify(visible(output)) === JSON.stringify(visible(expected));
      outcomes.push(`${signal} ${same(old) ? 'old' : JSON.stringify(output) === JSON.stringify(sorted(wanted)) ? 'new' : 'both'}`);
    }

    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.join(', ')).toMatch(/^(SIGTERM old, ){10,}(SIGTERM new(, )?){10,}$/);
  }, 60_000);

  test.each(['SIGINT', 'SIGHUP', 'SIGTERM'])('that gets %s while files move ends when all have moved', name => {
    const folder = withOldOutput();
    const step = firstMove();

    const { signal } = run(folder, NEW, step, name);

    expect(signal).toBe(name);
    expect(contents(folder)).toEqual(wanted);
  });

  test('that listens to the signal itself hears it once and goes on', () => {
    const folder = withOldOutput();

    const { signal, status, stdout } = run(folder, NEW, firstMove(), 'SIGTERM', true);

    expect({ signal, status, stdout }).toEqual({ signal: null, status: 0, stdout: 'happened heard ' });
    expect(contents(folder)).toEqual(wanted);
  });

  test('that is killed while files move is finished by the next one, which says so', () => {
    const folder = withOldOutput();

    const { signal } = run(folder, NEW, firstMove() + 2, 'SIGKILL');
    const between = contents(folder);
    const { stdout } = run(folder, NEW);

    expect(signal).toBe('SIGKILL');
    expect(Object.keys(between).filter(path => path.endsWith('.journal'))).toHaveLength(1);
    expect(stdout).toContain('dist/gone/deep/a');
    expect(contents(folder)).toEqual(wanted);
  });

  /** The call that makes the first move: the second that renames, after the one that makes the list the journal. */
  function firstMove(): number {
    const calls: string[] = [];
    const folder = withOldOutput();
    for (const name of CALLS) {
      const original = fs[name] as (...args: unknown[]) => unknown;
      jest.spyOn(fs, name as 'rmSync').mockImplementation((...args: unknown[]) => {
        calls.push(name);
        return original(...args) as void;
      });
    }
    synth(folder, NEW);
    jest.restoreAllMocks();
    return calls.indexOf('renameSync') + 1;
  }
});

function sorted(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).sort(([a], [b]) => a < b ? -1 : 1));
}
