import { Component, Project } from 'projen';
import { readJson } from '../day2/lock';
import { write } from '../day2/team-files';

/** Which image each environment runs, by its digest. */
export const IMAGES_PATH = 'platform/images.json';

/** Digest of nothing: the image of an environment that nothing has been deployed to yet. */
const NO_IMAGE = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Gives every environment an entry; what is in it is the pipeline's to change. */
export class Images extends Component {
  constructor(project: Project, private readonly environments: readonly string[]) {
    super(project);
  }

  public synthesize(): void {
    const { outdir } = this.project;
    const nothingYet = Object.fromEntries(this.environments.map(environment => [environment, NO_IMAGE]));
    const images = { ...nothingYet, ...readJson<Record<string, string>>(outdir, IMAGES_PATH) };
    write(outdir, IMAGES_PATH, `${JSON.stringify(images, undefined, 2)}\n`);
  }
}
