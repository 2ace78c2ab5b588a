import { spawnSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { ExitCode, Io, UsageError } from './io';
import { typeOf } from './repository';
import type { OptionRule } from '../options/option-table';

export const RC = '.projenrc.ts';

/** What the path creates once and never changes, or what only the caller of the constructor may say. */
const FIXED = ['name', 'createdAt', 'outdir'];

/** Changes an option and writes what follows. */
export function set(args: readonly string[], io: Io): ExitCode {
  const { positionals: [option, value, ...more] } = parseArgs({ args: [...args], allowPositionals: true });
  const { options } = typeOf(io.root);
  const settable = Object.keys(options).filter(name => !FIXED.includes(name));
  if (option === undefined || !settable.includes(option)) {
    throw new UsageError('set', `OPTION must be one of ${settable.join(', ')}`, option, 'correct it');
  }
  if (value === undefined || more.length > 0) {
    throw new UsageError('set', 'VALUE must be one word', value === undefined ? undefined : [value, ...more].join(' '), 'separate values of a list by commas, without blanks');
  }
  const before = readFileSync(join(io.root, RC), 'utf8');
  writeFileSync(join(io.root, RC), withOption(before, option, literal(options[option], value)));
  const { status } = spawnSync('npx', ['projen'], { cwd: io.root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    writeFileSync(join(io.root, RC), before);
    throw new UsageError('set', 'npx projen must accept the option', value, `${RC} is as it was; correct what it says above`);
  }
  return ExitCode.OK;
}

function literal({ kind }: OptionRule, value: string): string {
  switch (kind) {
    case 'text': return quoted(value);
    case 'list': return `[${value.split(',').filter(each => each !== '').map(quoted).join(', ')}]`;
    case 'number': case 'flag': return value;
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** The program with an option set: its line replaced, or a new first line of the options. */
export function withOption(program: string, option: string, value: string): string {
  const line = new RegExp(`^(  )${option}: (.*),$`, 'm');
  const found = line.exec(program);
  if (found) {
    if (/^[[{(]$/.test(found[2])) {
      throw new UsageError(RC, `${option} must be on one line to be changed by a command`, found[2], 'change it in the file, then run npx projen');
    }
    return program.replace(line, () => `  ${option}: ${value},`);
  }
  const begin = /new \w+\(\{\n/.exec(program);
  if (!begin) {
    throw new UsageError(RC, 'must have the options as projen wrote them, one in a line', undefined, `add ${option}: ${value} to it, then run npx projen`);
  }
  const at = begin.index + begin[0].length;
  return `${program.slice(0, at)}  ${option}: ${value},\n${program.slice(at)}`;
}
