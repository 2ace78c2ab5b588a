import { IResolver, Project, YamlFile } from 'projen';
import { ACTIONS } from '../pins';
import { githubWorkflow } from '../pipeline/github';
import { gitlabCi } from '../pipeline/gitlab';
import type { Pipeline } from '../pipeline/model';

/** Writes a pipeline for each of the systems that a repository is on. */
export function addPipelines(project: Project, pipeline: Pipeline, systems: readonly string[]): void {
  if (systems.includes('github')) {
    new GithubWorkflow(project, '.github/workflows/pipeline.yml', { obj: githubWorkflow(pipeline), readonly: true });
  }
  if (systems.includes('gitlab')) {
    new YamlFile(project, '.gitlab-ci.yml', { obj: gitlabCi(pipeline), readonly: true });
  }
}

/** A workflow that says beside each action which version its commit is. */
class GithubWorkflow extends YamlFile {
  protected synthesizeContent(resolver: IResolver): string | undefined {
    return Object.values(ACTIONS).reduce<string | undefined>(
      (text, { uses, version }) => text?.split(`${uses}\n`).join(`${uses} # ${version}\n`), super.synthesizeContent(resolver),
    );
  }
}
