import { PreparedAccount, accountStandards, synthesised } from './harness/account';
import { onCloud } from './harness/local-aws';
import { LocalStack } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
import { EVERY_OPTION } from '../postgres/every-option';

const ROWS = [
  { what: 'a database with every option', region: 'eu-central-1', environment: 'staging', props: EVERY_OPTION },
  { what: 'the same program in another region', region: 'eu-west-2', environment: 'prod', props: {} },
];

(partsOrSkip('terraform', 'python3') ? test : test.skip).each(ROWS)('Terraform plans $what without an error', async ({ region, environment, props }) => {
  await onCloud('moto_server', async (aws) => {
    const account = await aws.script<PreparedAccount>('prepare.py', region);
    const stack = synthesised(accountStandards(account), environment, props);
    const local = new LocalStack(aws);
    try {
      await local.use(stack);
      const changes = await local.plan();

      expect(stack.provider.aws[0].region).toBe(region);
      expect(new Set(changes.map(({ actions }) => actions.join()))).toEqual(new Set(['create']));
      expect(changes).toHaveLength(Object.values(stack.resource).flatMap((resources) => Object.keys(resources)).length);
    } finally {
      local.delete();
    }
  });
});
