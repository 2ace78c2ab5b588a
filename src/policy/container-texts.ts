import { isRecord } from '../core/checks';

/** What each container is given as text, one a line: the values of its variables, its command and its arguments. */
export function containerTexts(containers: readonly unknown[]): string[] {
  return containers.filter(isRecord).map(({ env, command, args }) =>
    [...listOf(env).filter(isRecord).map(({ value }) => value ?? ''), ...listOf(command), ...listOf(args)].map(textOf).join('\n'));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
