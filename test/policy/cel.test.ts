import type * as Cel from '../../src/policy/cel';
import * as quantities from '../../src/policy/cel-quantities';

// the engine is made once for a process: here it is made for each test, so that each says what it is made of
let compile: typeof Cel.compile;
beforeEach(() => jest.isolateModules(() => {
  jest.doMock('../../src/policy/cel-quantities', () => quantities);
  ({ compile } = jest.requireActual('../../src/policy/cel'));
}));

const ask = (expression: string, object: unknown = {}) => compile(expression)({ object, variables: {} });

test.each([
  ['1 + ', 'Unexpected token: EOF'],
  ['object.a == 1 && "b"', 'Logical operator requires bool operands, got \'string\''],
  ['size(1)', 'found no matching overload for \'size(int)\''],
  ['somethingElse.a', 'Unknown variable: somethingElse'],
])('%s cannot be asked: %s', (expression, problem) => {
  expect(() => compile(expression)).toThrow(problem);
});

test.each<[string, unknown]>([
  ['isQuantity("500Mi")', true],
  ['isQuantity("half")', false],
  ['quantity("1Gi").isLessThan(quantity("2Gi"))', true],
  ['quantity("2Gi").isLessThan(quantity("2Gi"))', false],
  ['quantity("3Gi").isLessThan(quantity("2Gi"))', false],
  ['quantity("3Gi").isGreaterThan(quantity("2Gi"))', true],
  ['quantity("2Gi").isGreaterThan(quantity("2048Mi"))', false],
  ['quantity("1").isGreaterThan(quantity("2000m"))', false],
  ['quantity("1").compareTo(quantity("1000m"))', 0n],
  ['quantity("2").compareTo(quantity("1"))', 1n],
  ['quantity("1").compareTo(quantity("2"))', -1n],
])('quantities are compared as Kubernetes compares them: %s is %s', (expression, answer) => {
  expect(ask(expression)).toBe(answer);
});

test('a field that is not there is asked for as an optional value', () => {
  expect(ask('object.?spec.?replicas.orValue(1) == 1')).toBe(true);
  expect(ask('object.?spec.?replicas.orValue(1) == 3', { spec: { replicas: 3 } })).toBe(true);
});

test('lists may hold values of several types', () => {
  expect(ask('["a", 1].size() == 2')).toBe(true);
});

test('the engine is made once, for all expressions', () => {
  const { Environment } = jest.requireActual<{ Environment: { prototype: { parse(): unknown } } }>('@marcbachmann/cel-js');
  const parse = jest.spyOn(Environment.prototype, 'parse');
  compile('1 == 1');
  compile('2 == 2');

  expect(parse).toHaveBeenCalledTimes(2);
  expect(parse.mock.contexts[0]).toBe(parse.mock.contexts[1]);
  parse.mockRestore();
});
