import type { OptionRule, OptionTable } from './option-table';

/** What is wrong with options, each by itself: what is missing, what is unknown, and what may not be what it is. */
export function problemsOf(given: Readonly<Record<string, unknown>>, options: OptionTable): string[] {
  const problem = (name: string, value: unknown) => `[${name}] ${options[name].rule}, got ${shown(value)}; ${options[name].remedy}`;
  return [
    ...['name', 'owner'].filter(name => given[name] === undefined).map(name => problem(name, undefined)),
    // what projen adds for itself begins with an underscore
    ...Object.keys(given).filter(name => !name.startsWith('_') && !Object.hasOwn(options, name)).map(name =>
      `[${name}] must be an option of the project type, got ${shown(name)}; there are ${Object.keys(options).join(', ')}`),
    ...Object.keys(options).filter(name => given[name] !== undefined && !holds(options[name], given[name])).map(name => problem(name, given[name])),
  ];
}

/** What is named twice in a list. */
export function duplicates(name: string, values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i).map(value => `[${name}] must name each once, got ${shown(value)} twice; leave one out`);
}

/** A value in a message. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function holds(option: OptionRule, value: unknown): boolean {
  switch (option.kind) {
    case 'flag': return typeof value === 'boolean';
    case 'number': return typeof value === 'number' && Number.isFinite(value) && (!option.whole || Number.isInteger(value))
      && value >= (option.least ?? -Infinity) && value <= (option.most ?? Infinity) && (option.oneOf?.includes(value) ?? true);
    case 'text': return isText(option, value);
    case 'list': return Array.isArray(value) && (value.length > 0 || option.mayBeEmpty === true) && value.every(each => isText(option, each));
  }
}

function isText({ values, pattern }: OptionRule, value: unknown): boolean {
  return typeof value === 'string' && (values?.includes(value) ?? true) && (pattern?.test(value) ?? true);
}
