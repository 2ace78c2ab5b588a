import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { controlFiles } from '../../../scripts/control-files';
import { ControlExample } from '../../../src/policy/control-example';

/** What people write who do not know better, each a file as they write it. */
const BAD = join(__dirname, 'bad');

/** One file of the corpus: objects for Kubernetes, or a stack of Terraform. */
export interface BadFile {
  /** Its path in the corpus; alone in its folder, so that nothing in it stands beside what is in another. */
  readonly path: string;
  readonly example: ControlExample;
}

/** Output that the controls do not let pass: the failing examples of each, and what people really write. */
export function corpus(): BadFile[] {
  const examples = controlFiles().flatMap(({ id, examples: { fail } }) => fail.flatMap(({ name, environment, manifests, terraform }, i) => [
    ...manifests ? [{ path: `${id}-${i + 1}/objects.yaml`, example: { name, environment, manifests } }] : [],
    ...terraform ? [{ path: `${id}-${i + 1}/cdk.tf.json`, example: { name, environment, terraform } }] : [],
  ]));
  return [...examples, ...readdirSync(BAD).sort().map(written)];
}

function written(file: string): BadFile {
  const text = readFileSync(join(BAD, file), 'utf8');
  const name = file.slice(0, file.indexOf('.'));
  return {
    path: `${name}/${file}`,
    example: file.endsWith('.tf.json')
      ? { name, terraform: JSON.parse(text) as Record<string, unknown> }
      : { name, manifests: parseAllDocuments(text).map(document => document.toJS() as Record<string, unknown>) },
  };
}
