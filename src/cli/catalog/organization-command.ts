import { resolve } from 'path';
import { Command } from 'commander';
import { CommandContext } from '../context';

/** `pavement catalog organization`: the groups and domains of the standards, for the one repository that declares them to the portal. */
export function organizationCommand(context: CommandContext): Command {
  return new Command('organization')
    .description('Writes the groups and domains of the standards as entities, for the one repository that declares them to Backstage.')
    .requiredOption('--standards <file>', 'the standards')
    .action(({ standards: path }: { standards: string }) => {
      const { Standards } = require('../../standards/standards') as typeof import('../../standards/standards'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { buildOrganization } = require('../../catalog/build-organization') as typeof import('../../catalog/build-organization'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { backstageEntities } = require('../../catalog/portals/backstage') as typeof import('../../catalog/portals/backstage'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { entitiesYaml } = require('../../synth/catalog-info') as typeof import('../../synth/catalog-info'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { version } = require('../../../package.json') as { version: string }; // eslint-disable-line @typescript-eslint/no-require-imports
      const catalog = buildOrganization(Standards.fromFile(resolve(context.io.cwd, path)).props, `pavement ${version}`);
      context.print(entitiesYaml(backstageEntities(catalog, catalog.entities)));
    });
}
