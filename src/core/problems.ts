import { Construct, IConstruct } from 'constructs';
import { exitQuietly } from './quiet-exit';

/**
 * What is wrong with a program or a file of its author: every problem, one per line, in the author's words.
 *
 * Anything else that is thrown is a defect of the library and keeps its stack trace.
 */
export class PlatformError extends Error {
  constructor(public readonly problems: string[], heading: string) {
    super(`${heading}\n${problems.map(problem => `  ${problem}`).join('\n')}`);
    this.name = 'PlatformError';
  }
}

/** Collects what is wrong with one thing, so that its author hears all of it at once. */
export class Problems {
  public readonly list: string[] = [];

  /** Notes `rule, got <value>; remedy` unless the rule holds; answers whether it does. */
  public must(holds: boolean, rule: string, got: unknown, remedy: string): boolean {
    if (!holds) {
      this.list.push(`${rule}, got ${shown(got)}; ${remedy}`);
    }
    return holds;
  }

  public get none(): boolean {
    return this.list.length === 0;
  }
}

/**
 * Makes the problems of a construct fail the synth, together with those of every other construct.
 *
 * They travel as the construct's own validation, so that no way of rendering the tree gets past them.
 */
export function reportProblems(construct: IConstruct, problems: Problems): void {
  if (!problems.none) {
    construct.node.addValidation({ validate: () => problems.list });
  }
}

/** Throws one problem at once: for what leaves nothing to go on with, such as an environment that does not exist. */
export function fail(at: string, rule: string, got: unknown, remedy: string): never {
  throw platformError([`[${at}] ${rule}, got ${shown(got)}; ${remedy}`]);
}

/** Throws every given problem as one error; does nothing when there is none. */
export function throwProblems(problems: string[]): void {
  if (problems.length > 0) {
    throw platformError(problems);
  }
}

function platformError(problems: string[]): Error {
  return exitQuietly(new PlatformError(problems, 'Validation failed with the following errors:'));
}

/** A value as its author would recognise it in a message. */
export function shown(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = inOneLine(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function inOneLine(value: unknown): string {
  if (typeof value === 'function') {
    return 'a function';
  }
  if (Construct.isConstruct(value)) {
    return `construct ${value.node.path || 'app'}`;
  }
  if (typeof value !== 'string' && typeof value !== 'object') {
    return String(value);
  }
  try {
    return JSON.stringify(value);
  } catch {
    return 'an object';
  }
}
