import { resolve } from 'path';
import { Command } from 'commander';
import { FromOption, fromOption, loadCatalog } from './catalog-source';
import { checkCatalog } from '../../catalog/check-catalog';
import { refOf } from '../../catalog/entity-ref';
import { CatalogFinding, catalogFindingText } from '../../catalog/finding';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

interface Options extends FromOption {
  readonly index?: string;
  readonly json?: boolean;
}

/** `pavement catalog validate`: whether everything leads somewhere. */
export function validateCommand(context: CommandContext): Command {
  return new Command('validate')
    .description('Checks that every reference leads somewhere, everything has an owner, and nothing is there twice; ends with 1 if not.')
    .addOption(fromOption())
    .option('--index <file>', 'what pavement catalog index wrote: what other repositories declare; without it, references to them are taken on trust')
    .option('--json', 'write JSON')
    .action(({ from, index, json }: Options) => {
      const { entities, files } = loadCatalog(context, from);
      const elsewhere = index === undefined ? undefined : new Set(loadCatalog(context, index).entities.map(refOf));
      const findings = [...checkCatalog(entities, { elsewhere }), ...definitionFindings(context, from, entities)];
      context.print(json ? JSON.stringify({ files, entities: entities.length, findings }, undefined, 2) : text(findings, entities.length));
      context.finish(findings.some(({ severity }) => severity === 'error') ? ExitCode.FINDINGS : ExitCode.OK);
    });
}

/** Definitions that are files have to be there for the portal to read. */
function definitionFindings({ io }: CommandContext, from: string, entities: ReturnType<typeof loadCatalog>['entities']): CatalogFinding[] {
  const { existsSync, statSync } = require('fs') as typeof import('fs'); // eslint-disable-line @typescript-eslint/no-require-imports
  const folder = resolve(io.cwd, from);
  return !statSync(folder).isDirectory() ? [] : entities.flatMap((item): CatalogFinding[] => {
    const { definition, origin } = item;
    return definition?.form !== 'file' || existsSync(resolve(folder, definition.value)) ? [] : [{
      rule: 'dangling reference',
      severity: 'error',
      entity: refOf(item),
      origin,
      text: `the definition of ${refOf(item)} must be a file, got none at ${definition.value}; write it, or correct the path`,
    }];
  });
}

function text(findings: readonly CatalogFinding[], count: number): string {
  return [
    ...findings.map(finding => `${finding.severity}: ${catalogFindingText(finding)}`),
    `${count} entities, ${findings.length === 0 ? 'nothing found' : `${findings.length} found`}`,
  ].join('\n');
}
