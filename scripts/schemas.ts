import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { createGenerator } from 'ts-json-schema-generator';

/** A document that people write by hand. */
interface SchemaSource {
  /** The file that defines it, below `src`. */
  readonly source: string;
  readonly type: string;
  readonly title: string;
  /** Where its schema goes, below `src`. */
  readonly file: string;
}

/** Writes the JSON Schemas from TypeScript definitions; with `--check` only says whether they are current. */
const SCHEMAS: readonly SchemaSource[] = [
  { source: 'standards/standards-props.ts', type: 'StandardsProps', title: 'Pavement standards', file: 'standards/standards.schema.json' },
  { source: 'policy/waivers/waiver.ts', type: 'WaiversDocument', title: 'Pavement waivers', file: 'policy/waivers/waivers.schema.json' },
  { source: 'policy/organisation/organisation-control.ts', type: 'OwnControl', title: 'A control', file: 'policy/organisation/own-control.schema.json' },
  { source: 'policy/organisation/organisation-control.ts', type: 'Tightening', title: 'A control made stricter', file: 'policy/organisation/tightening.schema.json' },
];

const SRC = join(__dirname, '../src');

// an editor offers a default as a value, so the ones in words stay in the documentation
const literal = (key: string, value: unknown) => key === 'default' && typeof value === 'string' && /^(- |\w+\.)/.test(value) ? undefined : value;

for (const { source, type, title, file } of SCHEMAS) {
  const schema = createGenerator({
    path: join(SRC, source),
    tsconfig: join(__dirname, '../tsconfig.json'),
    type,
    skipTypeCheck: true,
    additionalProperties: false,
    topRef: false,
    markdownDescription: false,
  }).createSchema(type);
  // how an editor finds the schema of a JSON file, which has no comments to say so
  const properties = { ...schema.properties, $schema: { type: 'string', description: 'Where an editor finds this schema.' } };
  const text = `${JSON.stringify({ title, ...schema, properties }, literal, 2)}\n`;

  if (!process.argv.includes('--check')) {
    writeFileSync(join(SRC, file), text);
  } else if (readFileSync(join(SRC, file), 'utf8') !== text) {
    process.stderr.write(`src/${file} is not current; run: npx projen schema\n`);
    process.exitCode = 1;
  }
}
