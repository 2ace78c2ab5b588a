import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Backstage, CatalogEntity, onBackstage } from '../harness/backstage';
import { FileServer, serveFiles } from '../harness/file-server';
import { Packages, inRepository } from '../harness/golden-path';
import { writeLocalPublish } from '../harness/local-publish';
import { mustSucceed, run } from '../harness/run';

const TEMPLATE = 'template:default/platform-service-ts';

/** What a form was answered with. */
export type Answers = Readonly<Record<string, unknown>>;

/** A real Backstage with the template of the golden path, and a place that it publishes repositories to instead of github.com. */
export class Portal {
  constructor(private readonly backstage: Backstage, private readonly published: string) {}

  /** Submits the form; answers the folder of the repository that it has made, as it was published. */
  async submit(values: Answers): Promise<string> {
    const { id } = await this.backstage.ask<{ id: string }>('/api/scaffolder/v2/tasks', post({ templateRef: TEMPLATE, values }));
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(250)) {
      const { status } = await this.backstage.ask<{ status: string }>(`/api/scaffolder/v2/tasks/${id}`);
      if (status === 'completed') return join(this.published, repositoryOf(values), 'main');
      if (status !== 'processing' && status !== 'open') break;
    }
    throw new Error(`the form was not carried out:\n${JSON.stringify(await this.backstage.ask(`/api/scaffolder/v2/tasks/${id}/events`), undefined, 2)}`);
  }

  /** Reads the entry of a repository in the catalog again, until it has what was expected. */
  async registered(values: Answers, kinds: readonly string[], count: number): Promise<CatalogEntity[]> {
    const locations = await this.backstage.ask<{ data: { target: string; entityRef: string } }[]>('/api/catalog/locations');
    const location = locations.find(({ data }) => data.target === `https://github.com/${repositoryOf(values)}/tree/main/catalog-info.yaml`);
    if (!location) throw new Error(`nobody has registered ${repositoryOf(values)}, only ${JSON.stringify(locations)}`);
    await this.backstage.ask('/api/catalog/refresh', post({ entityRef: location.data.entityRef }));
    return this.backstage.ingested(count, kinds);
  }
}

/** Does something with a portal whose template was built by the command of a repository. */
export async function withTemplate(
  folder: string, repository: string, { library, goldenPath }: Packages, work: (portal: Portal) => Promise<void>,
): Promise<void> {
  const place = mkdtempSync(join(folder, 'portal-'));
  mustSucceed('template build', await inRepository(
    repository, 'npx', 'golden-path', 'template', 'build', '--portal', 'backstage', '--out', join(place, 'template'),
    '--from', `pavement-golden-path@file:${goldenPath}`, '--platform-package', `pavement@file:${library}`,
  ));
  const groups = join(place, 'groups.yaml');
  writeFileSync(groups, 'apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: { name: team-payments }\nspec: { type: team, children: [] }\n');
  const published = join(place, 'github');
  mkdirSync(published);
  const server: FileServer = await serveFiles(published);
  try {
    await onBackstage({
      files: [join(place, 'template/template.yaml'), groups],
      extensions: [writeLocalPublish(place, published)],
      hosts: [new URL(server.url).host],
      github: server.url,
    }, async backstage => {
      // without an owner it has no relations to wait for
      while (!(await backstage.entities()).some(({ kind }) => kind === 'Template')) await sleep(250);
      await work(new Portal(backstage, published));
    });
  } finally {
    await server.stop();
  }
}

/** Every file of a folder without what is installed, as git sees it. */
export function filesOf(folder: string): Map<string, string> {
  if (!existsSync(join(folder, '.git'))) mustSucceed('git init', run('git', ['init', '--quiet'], { cwd: folder }));
  const { stdout } = mustSucceed('git ls-files', run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: folder }));
  return new Map(stdout.split('\0').filter(path => path !== '' && existsSync(resolve(folder, path))).sort().map(path => [path, readFileSync(join(folder, path), 'utf8')]));
}

function repositoryOf({ repoUrl }: Answers): string {
  const { searchParams } = new URL(`https://${String(repoUrl)}`);
  return `${searchParams.get('owner')}/${searchParams.get('repo')}`;
}

function post(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
