import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../harness/golden-path';
import { Outcome, mustSucceed } from '../harness/run';

/** A repository, and how the command ended that created it. */
export interface NewRepository {
  readonly repository: string;
  readonly created: Outcome;
}

/** What holds in the repository of a new service, whatever it is written in. */
export function newRepositoryTests(given: () => NewRepository): void {
  const inside = async (...command: [string, ...string[]]) => inRepository(given().repository, ...command);

  test('is there after one command, committed, with its manifests and Terraform', async () => {
    const { repository, created } = given();
    mustSucceed('projen new', created);

    expect((await inside('git', 'status', '--porcelain')).stdout).toBe('');
    expect(readdirSync(join(repository, 'dist')).sort()).toEqual(['dev', 'prod', 'staging']);
    expect(existsSync(join(repository, 'cdktf.out/stacks/prod/cdk.tf.json'))).toBe(true);
  });

  test.each(['lint', 'test'])('passes its own %s', async task => {
    mustSucceed(task, await inside('npx', 'projen', task));
  });

  test('is written again without a change: the step of its pipeline that looks for drift finds none', async () => {
    mustSucceed('drift', await inside('ci/drift.sh'));

    expect((await inside('git', 'status', '--porcelain')).stdout).toBe('');
  });

  test('passes every control of the platform, asked in a process of its own: the step of its pipeline that verifies', async () => {
    const { stdout } = mustSucceed('verify', await inside('ci/verify.sh'));

    expect(stdout).toContain('OK: the output is what was written, and all controls hold');
  });
}
