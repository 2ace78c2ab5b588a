import { readFileSync } from 'fs';
import { join } from 'path';
import Ajv from 'ajv';
import { parseAllDocuments } from 'yaml';

const FOLDER = join(__dirname, '../../src/intents');
const schema = JSON.parse(readFileSync(join(FOLDER, 'intents.schema.json'), 'utf8')) as { definitions: Record<string, { properties: Record<string, { description?: string }> }> };
const validate = new Ajv({ strict: false }).compile(schema);

test.each(['../../examples/intents/platform.yaml', 'in-depth.yaml'])('an editor finds nothing wrong with %s', (file) => {
  const documents = parseAllDocuments(readFileSync(join(__dirname, file), 'utf8')).map(document => document.toJS() as unknown).filter(value => value !== null);

  expect(documents.length).toBeGreaterThan(1);
  documents.forEach(document => expect([validate(document), validate.errors]).toEqual([true, null]));
});

test('every field tells an editor what it is for', () => {
  const fields = Object.entries(schema.definitions).flatMap(([kind, { properties = {} }]) => Object.entries(properties).map(([name, field]) => ({ name: `${kind}.${name}`, ...field })));

  expect(fields.length).toBeGreaterThan(100);
  expect(fields.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
});
