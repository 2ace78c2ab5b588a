import { OptionTable, SERVICE_OPTIONS } from './option-table';

/** Switches of `projen new` itself. */
const OF_PROJEN = ['from', 'f', 'synth', 'comments', 'git', 'post', 'debug', 'rc', 'help', 'version', 'projen-version'];

/**
 * Switches of a command line of `projen new` that nobody knows: projen drops them without a word when a project type comes from a package.
 *
 * @param argv - the arguments of the process, with the two that name programs
 * @param options - the options of the project type
 */
export function unknownSwitches(argv: readonly string[], options: OptionTable = SERVICE_OPTIONS): string[] {
  const end = argv.indexOf('--');
  const switches = argv.slice(2, end < 0 ? undefined : end)
    .flatMap(argument => /^--?([A-Za-z][\w-]*)/.exec(argument)?.[1] ?? []);
  const known = new Set([...OF_PROJEN, ...Object.keys(options).flatMap(name => [name, toSwitch(name)])]);
  return switches
    .filter(name => !known.has(name) && !known.has(name.replace(/^no-/, '')))
    .map(name => `[--${name}] must be an option of the project type or of projen, got "--${name}"; there are ${
      Object.keys(options).filter(option => option !== 'outdir').map(option => `--${toSwitch(option)}`).join(', ')}`);
}

/** An option as a switch of a command, without the hyphens before it. */
export function toSwitch(option: string): string {
  return option.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
