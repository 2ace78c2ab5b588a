import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';

/** Writes which resources of AWS take tags, as the types of the provider say. */
const FILE = join(__dirname, '../src/policy/taggable-types.json');

/** The types of resources that take tags, without `aws_`. */
export function taggableTypes(): string[] {
  const folder = join(dirname(require.resolve('@cdktf/provider-aws/package.json')), 'lib');
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('data-aws-'))
    .map(({ name }) => readFileSync(join(folder, name, 'index.d.ts'), 'utf8'))
    .filter(text => /^ {4}readonly tags\?: \{$/m.test(text))
    .flatMap(text => /tfResourceType = "aws_(\w+)"/.exec(text)?.[1] ?? [])
    .sort();
}

if (require.main === module) {
  writeFileSync(FILE, `${JSON.stringify({ types: taggableTypes() }, undefined, 1)}\n`);
}
