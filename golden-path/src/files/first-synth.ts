import { spawnSync } from 'child_process';
import { Component } from 'projen';

/** Writes manifests and Terraform of a new repository, so that they are in its first commit. */
export class FirstSynth extends Component {
  public postProjectCreation(): void {
    const { status } = spawnSync('npx', ['projen', 'synth'], { cwd: this.project.outdir, stdio: 'inherit' });
    if (status !== 0) {
      this.project.logger.warn('the repository is there, but its manifests are not: correct what synth says above, then run npx projen synth');
    }
  }
}
