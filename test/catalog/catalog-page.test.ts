import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Argument, Command, Option } from 'commander';
import { parseAllDocuments } from 'yaml';
import { ABOUT, everything, written } from './program';
import { PORTALS } from '../../src/catalog/portals/all';
import { catalogCommand } from '../../src/cli/catalog-command';
import { CommandContext } from '../../src/cli/context';

const FILE = join(__dirname, '../../CATALOG.md');
const REFRESH = process.env.REFRESH_CATALOG_PAGE === 'true';

const stream = { write: () => undefined };
const COMMANDS = catalogCommand(new CommandContext({ cwd: '.', env: {}, stdout: stream, stderr: stream })).commands;

// to refresh both tables on purpose: npx projen catalog-page
if (REFRESH) {
  writeFileSync(FILE, readFileSync(FILE, 'utf8')
    .replace(/(### What each cannot hold\n[^]*?\n\n)\|[^]*?\n\n/, (_, before: string) => `${before}${losses()}\n\n`)
    .replace(/(## Every command\n[^]*?\n\n)### [^]*$/, (_, before: string) => `${before}${commands()}`));
}
const PAGE = readFileSync(FILE, 'utf8');

test('says of every command what its help says', () => {
  expect(section('## Every command').replace(/^[^]*?(?=### )/, '')).toBe(commands());
});

test('says of every portal what it cannot hold', () => {
  expect(section('### What each cannot hold')).toContain(`\n\n${losses()}\n`);
});

test('names every portal, and a file of each', () => {
  const rows = [...section('## Portals').matchAll(/^\| ([^|]+) \| `([^`]+)`/gm)].map(([, title, file]) => ({ title, file }));

  expect(rows.map(({ title }) => title)).toEqual(PORTALS.map(({ title }) => title).sort());
  const { catalog } = written(everything, ABOUT);
  rows.forEach(({ title, file }) => {
    const pattern = new RegExp(`^${file.replace(/[.]/g, '\\.').replace(/\*/g, '[^/]+')}$`);
    const emitted = PORTALS.find(portal => portal.title === title)?.emit(catalog).files ?? [];
    expect([title, emitted.some(({ path }) => pattern.test(path))]).toEqual([title, true]);
  });
});

test('shows commands that are there, with options that they have', () => {
  const lines = [...PAGE.matchAll(/^ *(?:- (?:run: )?)?(?:npx )?pavement catalog (.+)$/gm)].map(([, line]) => line);

  expect(lines.length).toBeGreaterThan(10);
  lines.forEach(line => {
    const [name] = line.split(' ');
    const command = COMMANDS.find(found => found.name() === name);
    const known = command?.options.flatMap(({ long, short }) => [long, short]) ?? [];
    expect([line, line.match(/(?<= )--?[a-z-]+/g)?.filter(option => !known.includes(option)) ?? [], command !== undefined]).toEqual([line, [], true]);
  });
});

test('shows pipelines that are YAML', () => {
  const recipes = [...PAGE.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => parseAllDocuments(text));

  expect(recipes.map(documents => documents.flatMap(({ errors }) => errors))).toEqual([[], []]);
});

/** The page below a heading, to the next one that is not below it. */
function section(heading: string): string {
  const level = heading.split(' ')[0];
  const [, text = ''] = PAGE.split(`\n${heading}\n`);
  return text.split(new RegExp(`\\n#{1,${level.length}} `))[0];
}

function commands(): string {
  return COMMANDS.map(commandText).join('\n');
}

function commandText(command: Command): string {
  const rows = [
    ...command.registeredArguments.map(argument => [argument.required ? `<${dotted(argument)}>` : `[${dotted(argument)}]`, described(argument)]),
    ...command.options.map(option => [option.flags, described(option)]),
  ];
  return [
    `### \`pavement catalog ${[command.name(), ...command.registeredArguments.map(argument => argument.required ? `<${dotted(argument)}>` : `[${dotted(argument)}]`)].join(' ')}\``,
    '', command.description(), '', '| | |', '| --- | --- |', ...rows.map(([name, text]) => `| \`${name}\` | ${text} |`), '',
  ].join('\n');
}

function dotted(argument: Argument): string {
  return `${argument.name()}${argument.variadic ? '...' : ''}`;
}

function described({ description, argChoices, defaultValue, ...rest }: (Argument | Option) & { mandatory?: boolean }): string {
  const notes = [
    ...rest.mandatory ? ['required'] : [],
    ...argChoices ? [argChoices.map(choice => `\`${choice}\``).join(', ')] : [],
    ...defaultValue === undefined ? [] : [`default \`${[defaultValue].flat().join(' ')}\``],
  ];
  return [description, ...notes].join('; ');
}

/** A row for each field that some portal cannot hold, a column for each portal. */
function losses(): string {
  const { catalog } = written(everything, ABOUT);
  const portals = PORTALS.map(portal => ({
    title: portal.title,
    found: portal.emit(catalog).losses.flatMap(({ field, emittedAs, entities }) => entities.map(entity => ({
      // what a portal has no place for at all is named by its kind
      what: entity.startsWith(`${field}:`) && emittedAs === undefined ? `${field}, all of it` : `\`${field}\``, emittedAs,
    }))),
  }));
  const rows = [...new Set(portals.flatMap(({ found }) => found.map(({ what }) => what)))].sort();
  const cell = (found: (typeof portals)[number]['found'], row: string) => {
    const all = found.filter(({ what }) => what === row);
    return all.length === 0 ? '' : all.every(({ emittedAs }) => emittedAs !== undefined) ? 'kept' : all.every(({ emittedAs }) => emittedAs === undefined) ? 'gone' : 'kept or gone';
  };
  return [
    `| | ${portals.map(({ title }) => title).join(' | ')} |`,
    `| --- |${' --- |'.repeat(portals.length)}`,
    ...rows.map(row => `| ${row} | ${portals.map(({ found }) => cell(found, row)).join(' | ')} |`),
  ].join('\n').replace(/\|  \|/g, '| |').replace(/\|  \|/g, '| |');
}
