import { mkdirSync, writeFileSync } from 'node:fs';
import { PreparedAccount, accountStandards, synthesised } from './harness/account';
import { onCloud } from './harness/local-aws';
import { LocalStack } from './harness/local-stack';
import { partsOrSkip } from './harness/parts';
(partsOrSkip('terraform', 'python3') ? test : test.skip)('x', async () => {
  await onCloud('moto_server', async (aws) => {
    const account = await aws.script<PreparedAccount>('prepare.py', 'eu-central-1');
    const standards = accountStandards(account);
    const stack = synthesised(standards, 'prod', {});
    const local = new LocalStack(aws);
    try {
      await local.use(stack);
      const plan = await local.planDocument();
      mkdirSync('/tmp/plan', { recursive: true });
      writeFileSync('/tmp/plan/plan.json', JSON.stringify(plan, undefined, 1));
      writeFileSync('/tmp/plan/stack.json', JSON.stringify(stack, undefined, 1));
      writeFileSync('/tmp/plan/standards.json', JSON.stringify(standards.props, undefined, 1));
    } finally { local.delete(); }
  });
});
