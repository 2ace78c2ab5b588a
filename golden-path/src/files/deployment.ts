import type { typescript } from 'projen';
import { CATALOG_PATH } from './catalog-file';
import { FirstSynth } from './first-synth';
import { addGitops } from './gitops';
import { Images } from './images';
import { addPipelines } from './pipelines';
import type { ServiceSpec } from '../options/resolve-service';
import type { Pipeline } from '../pipeline/model';
import { sourceUrl } from '../service-words';

/** How programs of the repository that are written in TypeScript are run. */
export const TS_NODE = {
  run: 'node --require ts-node/register',
  env: { TS_NODE_PROJECT: 'tsconfig.json', TS_NODE_TRANSPILE_ONLY: 'true' },
} as const;

/** Folders and files that synth writes. */
const WRITTEN_BY_SYNTH = ['/dist/**', '/cdktf.out/**', '/governance/**', '/pavement.ledger.json', `/${CATALOG_PATH}`];

/** The folders of assets of a service, a later one in place of an earlier one; what is written in its language comes after what is not. */
export function serviceLayers(language: 'py' | 'ts', { postgres, ci, renovate, docs }: ServiceSpec): string[] {
  return [
    'common', 'service', `service-${language}`, ...postgres ? ['postgres', `postgres-${language}`] : [],
    ...ci, ...renovate ? ['renovate'] : [], ...docs ? ['docs'] : [],
  ];
}

/** Adds what takes a service from a commit to its environments, whatever it is written in. */
export function addDeployment(project: typescript.TypeScriptProject, spec: ServiceSpec, pipeline: Pipeline): void {
  addPipelines(project, pipeline, spec.ci);
  addGitops(project, { ...spec, repositoryUrl: `${sourceUrl(spec)}.git` });
  new Images(project, spec.environments);
  project.addTask('synth', { description: 'Writes manifests and Terraform for every environment', exec: `${TS_NODE.run} platform/app.ts`, env: TS_NODE.env });
  // what synth writes is committed: clusters are brought to what the repository says
  project.gitignore.removePatterns('/dist/');
  for (const path of WRITTEN_BY_SYNTH) {
    // people add to the catalog
    if (!path.endsWith(CATALOG_PATH)) {
      project.annotateGenerated(path);
    }
    // byte for byte: what is verified has digests
    project.gitattributes.addAttributes(path, '-text');
  }
  new FirstSynth(project);
}
