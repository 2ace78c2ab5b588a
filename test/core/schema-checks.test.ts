import { Module } from 'node:module';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { checkFiles, checkProgram } from '../../scripts/schema-checks';
import type { SchemaCheck } from '../../src/core/check-schema';

/** Documents that are about something, with what is right and what is not. */
const DOCUMENT = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom('prod', 'pavement/v1', 'K8S-11', '', 'a b'), fc.integer({ min: -1, max: 400 }), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }), tie('record')),
  record: fc.dictionary(fc.constantFrom('apiVersion', 'kind', 'metadata', 'spec', 'name', 'environments', 'teams', 'waivers', 'id', 'rules', 'tightens', 'severity', 'owner'), tie('value'), { maxKeys: 6 }),
})).record;

test('the checks that are made in advance are those of the schemas of the library', () => {
  expect(checkFiles()).toEqual([
    'intents/intents-check', 'policy/organisation/own-control-check', 'policy/organisation/tightening-check', 'policy/waivers/waivers-check', 'standards/standards-check',
  ]);
});

test.each(checkFiles())('%s, made in advance, says of every document what it says here', file => {
  const made = loaded(checkProgram(file));
  const { check } = require(join('../../src', file)) as { check: SchemaCheck }; // eslint-disable-line @typescript-eslint/no-require-imports
  let found = 0;

  fc.assert(fc.property(DOCUMENT, document => {
    expect([made(document), errorsOf(made)]).toEqual([check(document), errorsOf(check)]);
    found += check.errors?.length ?? 0;
  }), { numRuns: 200 });
  expect(found).toBeGreaterThan(200);
});

/** A schema that is imported from a file has itself as `default` too, which nobody asks for. */
function errorsOf({ errors }: SchemaCheck): object[] {
  return (errors ?? []).map(({ parentSchema, ...error }) => ({ ...error, parentSchema: { ...parentSchema, default: undefined } }));
}

function loaded(program: string): SchemaCheck {
  const module = new Module('check.js') as Module & { _compile(program: string, file: string): void };
  module._compile(program, 'check.js');
  return (module.exports as { check: SchemaCheck }).check;
}
