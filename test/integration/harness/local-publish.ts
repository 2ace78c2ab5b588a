import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the process of the backend: packages come from where its program lies. */
const MODULE = (destination: string) => `
const { createRequire } = require('node:module');
const { cpSync } = require('node:fs');
const { join } = require('node:path');
const load = createRequire(process.argv[1]);
const { createBackendModule } = load('@backstage/backend-plugin-api');
const { createTemplateAction, scaffolderActionsExtensionPoint } = load('@backstage/plugin-scaffolder-node');

const publish = createTemplateAction({
  id: 'publish:github',
  schema: { input: { repoUrl: z => z.string(), description: z => z.string().optional(), defaultBranch: z => z.string() }, output: { remoteUrl: z => z.string(), repoContentsUrl: z => z.string() } },
  async handler({ input, workspacePath, output }) {
    const { host, searchParams } = new URL('https://' + input.repoUrl);
    const repository = searchParams.get('owner') + '/' + searchParams.get('repo');
    cpSync(workspacePath, join(${JSON.stringify(destination)}, repository, input.defaultBranch), { recursive: true });
    output('remoteUrl', 'https://' + host + '/' + repository);
    output('repoContentsUrl', 'https://' + host + '/' + repository + '/blob/' + input.defaultBranch);
  },
});

module.exports = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'local-publish',
  register({ registerInit }) {
    registerInit({ deps: { actions: scaffolderActionsExtensionPoint }, async init({ actions }) { actions.addActions(publish); } });
  },
});
`;

/**
 * Writes a module of Backstage's scaffolder in which `publish:github` leaves repositories in a folder, as GitHub's raw files are: owner, name,
 * branch. Answers its path.
 */
export function writeLocalPublish(folder: string, destination: string): string {
  const file = join(folder, 'local-publish.js');
  writeFileSync(file, MODULE(destination));
  return file;
}
