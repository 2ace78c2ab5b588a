import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Control } from '../src/policy/control';
import { EnvironmentFacts } from '../src/policy/environment-facts';
import { FileFacts, WaiverFacts } from '../src/policy/output-subjects';

const FOLDER = join(__dirname, '../src/policy/controls');

/** Output that a control lets pass or does not. */
export interface ControlExample {
  readonly name: string;
  readonly manifests?: Record<string, unknown>[];
  /** A file of Terraform JSON. */
  readonly terraform?: Record<string, unknown>;
  /** A plan as `terraform show -json` writes it. */
  readonly plan?: Record<string, unknown>;
  /** Files as the verifier finds them: how each differs from one that is as it was written. */
  readonly files?: Partial<FileFacts>[];
  /** Waivers as they are judged. */
  readonly waivers?: WaiverFacts[];
  /** Where the environment differs from one in production. */
  readonly environment?: Partial<EnvironmentFacts>;
}

/** A control as its author writes it. */
export interface ControlFile extends Control {
  readonly examples: { readonly pass: readonly ControlExample[]; readonly fail: readonly ControlExample[] };
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
