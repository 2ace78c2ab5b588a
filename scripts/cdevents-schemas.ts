import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';

/**
 * Writes the published schemas of CDEvents as one file that the library loads: `cdevents-schemas.ts FOLDER`, a checkout of
 * https://github.com/cdevents/spec at the tag below.
 */
const VERSION = '0.5.1';
const COMMIT = 'df02ce0b6563a13bf35cc109993b03b18da8a14a';
const FILE = join(__dirname, '../src/metrics/events/cdevents-schemas.json');

type Schema = { $id: string; properties: { context?: { properties: { type: { enum?: string[] } } } } };

function read(...names: string[]): Schema {
  return JSON.parse(readFileSync(join(process.argv[2], ...names), 'utf8')) as Schema;
}

function jsonFiles(...names: string[]): string[] {
  return readdirSync(join(process.argv[2], ...names)).filter(name => name.endsWith('.json')).sort();
}

const bundle = {
  source: 'https://github.com/cdevents/spec',
  version: VERSION,
  commit: COMMIT,
  license: 'Apache-2.0',
  links: jsonFiles('schemas', 'links').map(name => read('schemas', 'links', name)),
  custom: read('custom', 'schema.json'),
  types: Object.fromEntries(jsonFiles('schemas').map(name => read('schemas', name)).map(schema => [schema.properties.context!.properties.type.enum![0], schema])),
};

writeFileSync(FILE, `${JSON.stringify(bundle)}\n`);
