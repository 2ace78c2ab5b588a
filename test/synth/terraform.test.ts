import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Annotations, Aspects, IAspect, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { synthesise } from '../synthesised';
import { PostgresInstance, PostgresSize } from 'pavement';

/** What every resource says of itself. */
const TAGS = Object.fromEntries(
  Object.entries({ 'owner': 'team-payments', 'cost-center': 'cc-1001', 'system': 'shop', 'environment': 'dev' }).map(([key, value]) => [`platform.example.com/${key}`, value]),
);

test('aspects of cdktf see every resource of the stacks once', () => {
  const seen: string[] = [];
  const visitor: IAspect = { visit: (node: IConstruct) => void seen.push(node.node.path) };

  synthesise(app => {
    new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL });
    Aspects.of(app).add(visitor);
  });

  const resources = seen.filter(path => path.startsWith('dev/terraform/'));
  expect(resources).toContain('dev/terraform/orders_key');
  expect(new Set(resources).size).toBe(resources.length);
});

test('an error that a construct of a stack is annotated with fails the synth', () => {
  expect(() => synthesise(app => {
    const stack = new TerraformStack(app, 'own');
    Annotations.of(stack).addError('this cannot be');
  })).toThrow('[own] this cannot be');
});

test('a stack of the program\'s own is written beside those of the environments', () => {
  const output = synthesise(app => {
    const orders = new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL });
    const stack = app.environment('dev').node.findChild('terraform') as TerraformStack;
    new KmsKey(stack, 'another', { description: `beside ${orders.componentName}`, enableKeyRotation: true, tags: TAGS });
  });

  expect(output.resource('dev', 'aws_kms_key', 'another').description).toBe('beside orders');
});
