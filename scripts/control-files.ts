import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Control } from '../src/policy/control';
import { ControlExamples } from '../src/policy/control-example';

export type { ControlExample } from '../src/policy/control-example';

const FOLDER = join(__dirname, '../src/policy/controls');

/** A control as its author writes it. */
export interface ControlFile extends Control {
  readonly examples: ControlExamples;
}

/** The built-in controls, in the order of their ids. */
export function controlFiles(): ControlFile[] {
  return controlFileNames()
    .map(name => parse(readFileSync(join(FOLDER, name), 'utf8')) as ControlFile)
    .sort((a, b) => a.id < b.id ? -1 : 1);
}

/** The files that they are in. */
export function controlFileNames(): string[] {
  return readdirSync(FOLDER).filter(name => name.endsWith('.yaml')).sort();
}
