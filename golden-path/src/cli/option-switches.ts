import { toSwitch } from '../options/command-line';
import type { OptionTable } from '../options/option-table';

type Switches = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** The options of a project type as switches, for `parseArgs`. */
export function switches(table: OptionTable, without: readonly string[]): Switches {
  const options = Object.entries(table).filter(([name]) => !without.includes(name));
  return Object.fromEntries(options.flatMap(([name, { kind }]): [string, Switches[string]][] => kind === 'flag'
    ? [[toSwitch(name), { type: 'boolean' }], [`no-${toSwitch(name)}`, { type: 'boolean' }]]
    : [[toSwitch(name), { type: 'string', multiple: kind === 'list' }]]));
}

/** What was given of them. */
export function optionsOf(table: OptionTable, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).flatMap(([name, { kind }]) => {
    const value = values[`no-${toSwitch(name)}`] ? false : values[toSwitch(name)];
    return value === undefined ? [] : [[name, kind === 'number' ? Number(value) : value]];
  }));
}
