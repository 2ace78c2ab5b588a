import { toSwitch } from '../options/command-line';
import { SERVICE_OPTIONS } from '../options/option-table';

type Switches = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;

/** The options of the project types as switches, for `parseArgs`. */
export function switches(without: readonly string[]): Switches {
  const options = Object.entries(SERVICE_OPTIONS).filter(([name]) => !without.includes(name));
  return Object.fromEntries(options.flatMap(([name, { kind }]): [string, Switches[string]][] => kind === 'flag'
    ? [[toSwitch(name), { type: 'boolean' }], [`no-${toSwitch(name)}`, { type: 'boolean' }]]
    : [[toSwitch(name), { type: 'string', multiple: kind === 'list' }]]));
}

/** What was given of them. */
export function optionsOf(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(SERVICE_OPTIONS).flatMap(([name, { kind }]) => {
    const value = values[`no-${toSwitch(name)}`] ? false : values[toSwitch(name)];
    return value === undefined ? [] : [[name, kind === 'number' ? Number(value) : value]];
  }));
}
