import { selects } from '../../src/policy/selectors';

const LABELS = { app: 'api', tier: 'web', empty: '' };

test.each<[boolean, string, unknown]>([
  [true, 'an empty selector, which selects all', {}],
  [true, 'empty lists of demands', { matchLabels: {}, matchExpressions: [] }],
  [false, 'none at all', undefined],
  [false, 'null', null],
  [false, 'a text', 'app=api'],
  [true, 'a label that is there', { matchLabels: { app: 'api' } }],
  [true, 'labels that are there', { matchLabels: { app: 'api', tier: 'web' } }],
  [false, 'a label with another value', { matchLabels: { app: 'db' } }],
  [false, 'two labels of which one has another value', { matchLabels: { app: 'api', tier: 'db' } }],
  [false, 'a label that is not there', { matchLabels: { zone: 'a' } }],
  [true, 'labels that are no mapping, which the API server refuses', { matchLabels: ['app'] }],
  [true, 'In with the value', { matchExpressions: [{ key: 'app', operator: 'In', values: ['db', 'api'] }] }],
  [false, 'In without the value', { matchExpressions: [{ key: 'app', operator: 'In', values: ['db'] }] }],
  [false, 'In of a label that is not there', { matchExpressions: [{ key: 'zone', operator: 'In', values: ['a', undefined] }] }],
  [false, 'In without values', { matchExpressions: [{ key: 'app', operator: 'In' }] }],
  [false, 'In with what is no list', { matchExpressions: [{ key: 'app', operator: 'In', values: 'api' }] }],
  [true, 'NotIn without the value', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db'] }] }],
  [false, 'NotIn with the value', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['db', 'api'] }] }],
  [true, 'NotIn of a label that is not there', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a', undefined] }] }],
  [true, 'NotIn without values', { matchExpressions: [{ key: 'app', operator: 'NotIn' }] }],
  [true, 'Exists of a label that is there, be it empty', { matchExpressions: [{ key: 'empty', operator: 'Exists' }] }],
  [false, 'Exists of a label that is not there', { matchExpressions: [{ key: 'zone', operator: 'Exists' }] }],
  [true, 'DoesNotExist of a label that is not there', { matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }],
  [false, 'DoesNotExist of a label that is there, be it empty', { matchExpressions: [{ key: 'empty', operator: 'DoesNotExist' }] }],
  [false, 'an operator that nobody knows', { matchExpressions: [{ key: 'app', operator: 'Like', values: ['api'] }] }],
  [true, 'demands of both kinds that are met', { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }] }],
  [false, 'labels that are met and an expression that is not', { matchLabels: { app: 'api' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['db'] }] }],
  [false, 'an expression that is met and labels that are not', { matchLabels: { app: 'db' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['web'] }] }],
  [false, 'two expressions of which one is met', { matchExpressions: [{ key: 'app', operator: 'Exists' }, { key: 'zone', operator: 'Exists' }] }],
  [true, 'expressions that are no list, which the API server refuses', { matchLabels: { app: 'api' }, matchExpressions: { key: 'app' } }],
])('it is %s that labels are selected by %s', (expected, _, selector) => {
  expect(selects(selector, LABELS)).toBe(expected);
});
