import { Control, Rule } from '../../../src/policy/control';
import { ruleGroups } from '../../../src/policy/export/rule-groups';
import { CONTROLS } from '../few-controls';

test('rules of a control that look at the same kinds become one policy, others one more, with a number', () => {
  const rule = (rest: Partial<Rule>): Rule => ({ on: 'object', must: 'it must hold', expression: 'true', ...rest });
  const control: Control = {
    ...CONTROLS[0],
    id: 'ACME-01',
    rules: [
      rule({ kinds: ['Service', 'ConfigMap'] }), rule({}), rule({ on: 'pod' }), rule({ kinds: ['ConfigMap', 'Service'], must: 'it must hold too' }),
      rule({ on: 'resource' }), rule({ expression: 'variables.selected.size() == 0' }),
    ],
  };
  const { groups, leftOut } = ruleGroups([control]);

  expect(groups.map(({ name, on, kinds, rules }) => [name, on, kinds, rules.length])).toEqual([
    ['pavement-acme-01', 'object', ['Service', 'ConfigMap'], 2],
    ['pavement-acme-01-2', 'object', undefined, 1],
    ['pavement-acme-01-3', 'pod', undefined, 1],
  ]);
  expect(leftOut.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('Terraform'), expect.stringContaining('several objects together (selected)'),
  ]);
});
