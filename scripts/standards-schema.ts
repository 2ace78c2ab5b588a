import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { createGenerator } from 'ts-json-schema-generator';

/** Writes the JSON Schema of the standards from their TypeScript definition; with `--check` only says whether it is current. */
const FILE = join(__dirname, '../src/standards/standards.schema.json');

const schema = createGenerator({
  path: join(__dirname, '../src/standards/standards-props.ts'),
  tsconfig: join(__dirname, '../tsconfig.json'),
  type: 'StandardsProps',
  skipTypeCheck: true,
  additionalProperties: false,
  topRef: false,
  markdownDescription: false,
}).createSchema('StandardsProps');

// how an editor finds the schema of a JSON file, which has no comments to say so
const properties = { ...schema.properties, $schema: { type: 'string', description: 'Where an editor finds this schema.' } };

// an editor offers a default as a value, so the ones in words stay in the documentation
const literal = (key: string, value: unknown) => key === 'default' && typeof value === 'string' && /^(- |\w+\.)/.test(value) ? undefined : value;
const text = `${JSON.stringify({ title: 'Pavement standards', ...schema, properties }, literal, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('src/standards/standards.schema.json is not current; run: npx projen schema\n');
    process.exit(1);
  }
} else {
  writeFileSync(FILE, text);
}
