import childProcess from 'child_process';
import { synthesise } from '../synthesised';
import { PostgresInstance, PostgresSize } from 'pavement';

test('a database is written without a program of the machine, such as Terraform', () => {
  const started = (['execSync', 'execFileSync', 'spawnSync', 'spawn'] as const).map(name => jest.spyOn(childProcess, name));

  const { files } = synthesise(app => { new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL }); });

  expect(Object.keys(files)).toContain('cdktf.out/stacks/prod/cdk.tf.json');
  started.forEach(spy => expect(spy).not.toHaveBeenCalled());
});
