import { existsSync, readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { load, loadAll } from 'js-yaml';
import { Output } from '../../../src/policy/check-output';
import { StandardsProps } from '../../../src/standards/standards-props';

const EXAMPLES = join(__dirname, '../../../examples');

/** What an example writes for one environment, as the files say it. */
export interface Golden {
  readonly name: string;
  readonly standards: StandardsProps;
  readonly output: Output;
}

/** The output of an example in an environment. */
export function golden(example: string, environment: string): Golden {
  const expected = join(EXAMPLES, example, 'expected');
  const manifests = readdirSync(join(expected, 'dist', environment)).sort().flatMap(file =>
    (loadAll(readFileSync(join(expected, 'dist', environment, file), 'utf8')) as Record<string, unknown>[])
      .map(body => ({ body, file: `${environment}/${file}` })));
  const stack = `stacks/${environment}/cdk.tf.json`;
  return {
    name: `${example}/${environment}`,
    standards: load(readFileSync(join(expected, 'governance/standards.json'), 'utf8')) as StandardsProps,
    output: {
      manifests,
      stacks: [stack].filter(file => existsSync(join(expected, 'cdktf.out', file)))
        .map(file => ({ file, document: JSON.parse(readFileSync(join(expected, 'cdktf.out', file), 'utf8')) as Record<string, unknown> })),
    },
  };
}
