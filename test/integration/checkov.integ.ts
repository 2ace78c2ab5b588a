import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkov } from './harness/checkov';
import { partsOrSkip } from './harness/parts';
import { EVERY_OPTION } from '../postgres/every-option';
import { IMAGE, synthesise } from '../synthesised';
import { PlatformService, PostgresInstance, PostgresSize } from 'pavement';

/** What Checkov asks for and a database does not do, as `check on resource`, with the reason. */
const ACCEPTED: Record<string, string> = {
  'CKV_AWS_157 on dev orders': 'a standby doubles the price, and dev can wait for a restart',
  'CKV_AWS_157 on staging orders_replica1': 'a replica is itself the second copy',
  'CKV_AWS_157 on staging orders_replica2': 'a replica is itself the second copy',
  'CKV_AWS_293 on staging orders_replica1': 'a replica holds nothing that the primary does not, and fewer of them must be possible',
  'CKV_AWS_293 on staging orders_replica2': 'a replica holds nothing that the primary does not, and fewer of them must be possible',
  'CKV2_AWS_57 on staging orders_master': 'RDS does not keep the master password of a database with replicas, and to rotate it otherwise takes a function in the network',
};

(partsOrSkip('python3') ? test : test.skip)('Checkov finds in the Terraform of databases exactly what is accepted with a reason', async () => {
  const output = synthesise((app) => {
    for (const environment of app.environments) {
      const props = environment.environmentName === 'staging' ? EVERY_OPTION : { size: PostgresSize.SMALL };
      new PlatformService(environment, 'api', { image: IMAGE }).bind(new PostgresInstance(environment, 'orders', props));
    }
  });
  const folder = mkdtempSync(join(tmpdir(), 'pavement-checkov-'));
  for (const environment of ['dev', 'staging', 'prod']) {
    const stack = output.terraform(environment);
    // Checkov's reader of Terraform JSON fails on the one text among the objects of this block, and then says nothing about the file
    delete stack.terraform.required_version;
    mkdirSync(join(folder, environment));
    writeFileSync(join(folder, environment, 'cdk.tf.json'), JSON.stringify(stack, undefined, 2));
  }

  const { summary, results } = await checkov(folder, 'terraform_json');
  rmSync(folder, { recursive: true });
  const failed = results.failed_checks.map(({ check_id: id, file_path: path, resource }) => `${id} on ${path.split('/')[1]} ${resource.split('.').pop()}`);
  expect(summary.parsing_errors).toBe(0);
  expect(summary.passed).toBeGreaterThan(200);
  expect(failed.sort()).toEqual(Object.keys(ACCEPTED).sort());
});
