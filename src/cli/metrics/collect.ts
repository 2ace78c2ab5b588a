import { readFileSync } from 'fs';
import { basename, resolve } from 'path';
import { Command } from 'commander';
import { StoreOptions, useStore, withStore } from './store-options';
import { plural } from '../../core/plural';
import { fail } from '../../core/problems';
import type { Source } from '../../metrics/collect/collector';
import type { Api } from '../../metrics/collect/http';
import type { Document } from '../../metrics/collect/incident-files';
import { CommandContext } from '../context';

interface CollectOptions extends StoreOptions {
  readonly cursor?: string;
  readonly now?: string;
  readonly url: string;
  readonly service?: string;
  readonly team?: string;
}

/** Collects events from where they happen. Tokens come from the environment and are shown nowhere. */
export function collectCommand(context: CommandContext): Command {
  const collect = new Command('collect').description('Collects events from where they happen. Tokens come from the environment; what is there already counts once.');
  const from = (name: string, argument: string, said: string) => {
    const command = withStore(new Command(name)).description(said)
      .argument(argument)
      .option('--cursor <file>', 'file that says how far was collected, to go on from there')
      .option('--now <time>', 'when it is collected (default: now)');
    collect.addCommand(command);
    return command;
  };
  const ofService = (command: Command) => command.requiredOption('--service <name>', 'the service that it is').option('--team <name>', 'whose service it is');

  ofService(from('git', '<folder>', 'From the history of a clone: the first commit, merges, and deployments that tags mark.'))
    .option('--branch <name>', 'branch that is deployed', 'HEAD')
    .option('--path <folder>', 'the folder of the service, in a repository of many')
    .option('--deploy-tags <prefix>', 'beginning of the tags that mark deployments; the environment follows', 'deploy/')
    .action(async (folder: string, options: CollectOptions & { branch: string; path?: string; deployTags: string }) => {
      const { GitSource } = require('../../metrics/collect/git-source') as typeof import('../../metrics/collect/git-source'); // eslint-disable-line @typescript-eslint/no-require-imports
      await run(context, options, new GitSource({ ...options, folder: resolve(context.io.cwd, folder), service: options.service! }));
    });
  ofService(from('gitlab', '<project>', 'From GitLab: the project, merge requests, deployments, incidents. The token comes from GITLAB_TOKEN.'))
    .option('--url <url>', 'of GitLab', 'https://gitlab.com')
    .action(async (project: string, options: CollectOptions) => {
      const { GitlabSource } = require('../../metrics/collect/gitlab') as typeof import('../../metrics/collect/gitlab'); // eslint-disable-line @typescript-eslint/no-require-imports
      const token = context.io.env.GITLAB_TOKEN;
      await run(context, options, new GitlabSource({ api: api(options.url, token === undefined ? {} : { 'private-token': token }), project, service: options.service!, team: options.team }));
    });
  ofService(from('github', '<repository>', 'From GitHub: the repository, pull requests, deployments, issues that are incidents. The token comes from GITHUB_TOKEN.'))
    .option('--url <url>', 'of the API', 'https://api.github.com')
    .option('--incident-label <label>', 'label of issues that are incidents', 'incident')
    .action(async (repository: string, options: CollectOptions & { incidentLabel: string }) => {
      const { GithubSource } = require('../../metrics/collect/github') as typeof import('../../metrics/collect/github'); // eslint-disable-line @typescript-eslint/no-require-imports
      const headers = { 'accept': 'application/vnd.github+json', 'x-github-api-version': '2022-11-28', 'user-agent': 'pavement', ...bearer(context.io.env.GITHUB_TOKEN) };
      await run(context, options, new GithubSource({
        api: api(options.url, headers),
        repository,
        service: options.service!,
        team: options.team,
        incidentLabel: options.incidentLabel,
      }));
    });
  from('argocd', '<url>', 'From Argo CD: what was synced and whether it became healthy. Ask often: it says so of the latest sync only. The token comes from ARGOCD_TOKEN.')
    .option('--service-label <label>', 'label of applications with the service', 'app.kubernetes.io/name')
    .option('--environment-label <label>', 'label of applications with the environment', 'environment')
    .option('--team-label <label>', 'label of applications with the team', 'team')
    .action(async (url: string, options: CollectOptions & { serviceLabel: string; environmentLabel: string; teamLabel: string }) => {
      const { ArgocdSource } = require('../../metrics/collect/argocd') as typeof import('../../metrics/collect/argocd'); // eslint-disable-line @typescript-eslint/no-require-imports
      await run(context, options, new ArgocdSource({ ...options, api: api(url, bearer(context.io.env.ARGOCD_TOKEN)) }));
    });
  from('incidents', '<file>', 'From incidents as JSON, one per line: {"id", "service", "environment", "startedAt", "resolvedAt"}; - is standard input.')
    .action(async (file: string, options: CollectOptions) => {
      const { webhookIncident } = require('../../metrics/collect/incident-files') as typeof import('../../metrics/collect/incident-files'); // eslint-disable-line @typescript-eslint/no-require-imports
      await run(context, options, documents(context, 'incidents', file, webhookIncident));
    });
  from('alertmanager', '<file>', 'From what Alertmanager sends to a webhook, one document per line; - is standard input.')
    .option('--service-label <label>', 'label of alerts with the service', 'service')
    .option('--environment-label <label>', 'label of alerts with the environment; alerts without it are no incidents', 'environment')
    .action(async (file: string, options: CollectOptions & { serviceLabel: string; environmentLabel: string }) => {
      const { alertmanagerIncidents } = require('../../metrics/collect/incident-files') as typeof import('../../metrics/collect/incident-files'); // eslint-disable-line @typescript-eslint/no-require-imports
      await run(context, options, documents(context, 'alertmanager', file, document => alertmanagerIncidents(document, { service: options.serviceLabel, environment: options.environmentLabel })));
    });
  return collect;
}

async function run(context: CommandContext, options: CollectOptions, source: Source): Promise<void> {
  const { collect } = require('../../metrics/collect/collector') as typeof import('../../metrics/collect/collector'); // eslint-disable-line @typescript-eslint/no-require-imports
  const cursor = options.cursor === undefined ? undefined : resolve(context.io.cwd, options.cursor);
  const count = await useStore(context, options, async store => collect(source, { store, cursor, now: options.now ?? new Date().toISOString() }));
  context.print(`${plural(count, 'event')} from ${source.name}`);
}

function api(url: string, headers: Readonly<Record<string, string>>): Api {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    fail('--url', 'the address must be a URL', url, 'write https://gitlab.example.com');
  }
  return { url: url.replace(/\/+$/, ''), headers };
}

function bearer(token: string | undefined): Readonly<Record<string, string>> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

function documents({ io }: CommandContext, name: string, file: string, read: (document: Document) => ReturnType<typeof import('../../metrics/collect/incident-files').webhookIncident>): Source {
  const { IncidentDocuments, documentsIn } = require('../../metrics/collect/incident-files') as typeof import('../../metrics/collect/incident-files'); // eslint-disable-line @typescript-eslint/no-require-imports
  let content: string;
  try {
    content = readFileSync(file === '-' ? 0 : resolve(io.cwd, file), 'utf8');
  } catch {
    return fail(name, 'the file must be readable', file, 'give a file with JSON');
  }
  return new IncidentDocuments(name, documentsIn(basename(file), content), read);
}
