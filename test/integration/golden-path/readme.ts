import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = readFileSync(join(__dirname, '../../../golden-path/README.md'), 'utf8');

/** The blocks of commands of the path's README, in order. */
export function readmeBlocks(): string[] {
  return [...README.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block.trim());
}

/** The commands of a table of the README, below a heading, in order; what is not a command, such as `src/routes`, is none. */
export function readmeCommands(heading: string): string[] {
  const section = README.split(/^## /m).find(text => text.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter(line => line.startsWith('| ')).flatMap(line => [...line.matchAll(/`(npx [^`]+)`/g)].map(([, command]) => command));
}
