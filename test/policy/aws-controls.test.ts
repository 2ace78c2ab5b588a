import { subjectsOf } from './example-subjects';
import { ControlExample, ControlFile, controlFiles } from '../../scripts/control-files';
import { taggableTypes } from '../../scripts/taggable-types';
import { Rule } from '../../src/policy/control';
import { Evaluation, Evaluator } from '../../src/policy/evaluate';
import { GUARDED_ATTRIBUTES } from '../../src/policy/guarded-attributes';
import { HOLDING_TYPES } from '../../src/policy/holding-types';
import * as taggable from '../../src/policy/taggable-types.json';

const TERRAFORM = controlFiles().filter(({ id }) => /^(AWS|GOV-0[12])/.test(id));
const RULES = TERRAFORM.flatMap(control => control.rules.map(rule => ({ id: control.id, must: rule.must, control, rule })));

function asked(rule: Rule, control: ControlFile, example: ControlExample): Evaluation {
  return new Evaluator([{ ...control, rules: [rule] }]).evaluate(subjectsOf(example));
}

test.each(RULES)('$id has an example that is refused because $must', ({ rule, control }) => {
  expect(control.examples.fail.flatMap(example => asked(rule, control, example).findings).filter(({ blocking }) => blocking)).not.toEqual([]);
});

test.each(RULES.filter(({ rule }) => rule.expression !== 'false'))('$id has an example that passes because $must', ({ rule, control }) => {
  const passed = control.examples.pass.map(example => asked(rule, control, example).tallies.get(control.id)!.pass);

  expect(passed.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
});

test('whatever a control asks of a resource must be known and may not be ignored', () => {
  const read = RULES.filter(({ rule }) => rule.on === 'resource').flatMap(({ rule: { when = '', expression } }) => [
    ...[...`${when} ${expression}`.matchAll(/\bobject\.\??([a-z0-9_]+)/g)].map(([, name]) => name),
    ...[...expression.matchAll(/\bvariables\.mentions\.\??([a-z_]+)/g)].map(([, name]) => name),
  ]).filter(name => !['all', 'filter'].includes(name));
  const meta = ['connection', 'count', 'depends_on', 'lifecycle', 'provider', 'provisioner'];
  // most of what is in them, or has the same name elsewhere, is nobody's business and known to Terraform only; the rules say what must be known
  const mixed = ['enabled', 'environment', 'user_data', 'value', 'version'];

  expect([...new Set(read)].filter(name => !GUARDED_ATTRIBUTES.has(name) && !meta.includes(name) && !mixed.includes(name))).toEqual([]);
});

test('the types that take tags are those of the provider', () => {
  expect(taggable.types).toEqual(taggableTypes());
});

test('every kind that a control protects from being destroyed is one that holds data', () => {
  const isGuarded = ({ must }: Rule) => /^(deletion_protection|lifecycle\.prevent_destroy)/.test(must);
  const protectedKinds = RULES.filter(({ rule }) => isGuarded(rule)).flatMap(({ rule }) => rule.kinds ?? []);

  expect(protectedKinds.filter(kind => !HOLDING_TYPES.has(kind))).toEqual([]);
});
