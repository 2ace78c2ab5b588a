import { synthesise } from '../synthesised';
import { PostgresInstance, PostgresSize } from 'pavement';

test('a database is declared on a machine without Terraform', () => {
  const { PATH } = process.env;
  process.env.PATH = '';
  try {
    const { files } = synthesise(app => { new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL }); });

    expect(Object.keys(files)).toContain('cdktf.out/stacks/prod/cdk.tf.json');
  } finally {
    process.env.PATH = PATH;
  }
});
