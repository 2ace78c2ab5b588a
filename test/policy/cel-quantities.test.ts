import * as fc from 'fast-check';
import { Quantity, isQuantity, quantity } from '../../src/policy/cel-quantities';

test.each([
  ['1n', '0.000000001'], ['1u', '0.000001'], ['1m', '0.001'], ['1k', '1000'], ['1M', '1000k'], ['1G', '1000M'], ['1T', '1000G'], ['1P', '1000T'], ['1E', '1000P'],
  ['1Ki', '1024'], ['1Mi', '1024Ki'], ['1Gi', '1024Mi'], ['1Ti', '1024Gi'], ['1Pi', '1024Ti'], ['1Ei', '1024Pi'],
  ['1e3', '1k'], ['1E3', '1k'], ['1e+3', '1k'], ['5e-1', '500m'], ['+1', '1'], ['.5', '0.5'], ['1.', '1'], ['12.50', '12.5'],
])('%s is as much as %s', (one, other) => {
  expect(quantity(one).compareTo(quantity(other))).toBe(0);
});

test.each([['500m', '1'], ['-1', '0'], ['1M', '1Mi'], ['999Mi', '1Gi'], ['1Gi', '1.1Gi'], ['9', '10']])('%s is less than %s', (less, more) => {
  expect(quantity(less).compareTo(quantity(more))).toBe(-1);
  expect(quantity(more).compareTo(quantity(less))).toBe(1);
});

test.each(['', ' 1', '1 ', '1K', '1mi', '1ki', 'Mi', '.', '1..2', '1e', '1e1.5', '1Mi1', '--1', '1,5', 'x1', '1MiB'])('%j is no quantity', text => {
  expect(isQuantity(text)).toBe(false);
  expect(() => new Quantity(text)).toThrow(`${JSON.stringify(text)} is no quantity`);
  expect(() => quantity(text)).toThrow(`${JSON.stringify(text)} is no quantity`);
});

test('an amount that was read before is not read again, as long as they are few', () => {
  expect(quantity('77Mi')).toBe(quantity('77Mi'));
  for (let i = 0; i < 1100; i++) {
    quantity(`${i}n`);
  }
  expect(quantity('123456Mi')).not.toBe(quantity('123456Mi'));
  expect(quantity('123456Mi').compareTo(quantity('123456Mi'))).toBe(0);
});

test('whole numbers are in the order of their values', () => {
  fc.assert(fc.property(fc.integer(), fc.integer(), (one, other) => {
    expect(isQuantity(String(one))).toBe(true);
    expect(new Quantity(String(one)).compareTo(new Quantity(String(other)))).toBe(Math.sign(one - other));
  }));
});
