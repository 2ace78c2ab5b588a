import { Watch, holdsUnknown, isUnknown, legible, unknown } from '../../src/policy/unknown';

test('an unknown value is told from any text, also from its own', () => {
  expect([isUnknown(unknown()), isUnknown(unknown('${var.a}')), isUnknown('${var.a}'), isUnknown(''), isUnknown(5), isUnknown([unknown()])])
    .toEqual([true, true, false, false, false, false]);
});

test('people see what it was written as', () => {
  expect(legible({ a: unknown('${var.a}'), b: [unknown(), 'c', null, 5, { d: undefined }] })).toEqual({ a: '${var.a}', b: ['(known after apply)', 'c', null, 5, { d: undefined }] });
});

test('it is found wherever in a value it is', () => {
  expect([unknown(), [unknown()], { a: { b: ['c', unknown()] } }].map(holdsUnknown)).toEqual([true, true, true]);
  expect(['a', 5, null, undefined, [], {}, { a: ['b', { c: null }] }].map(holdsUnknown)).toEqual([false, false, false, false, false, false, false]);
});

describe('a watch', () => {
  const value = { open: unknown('${var.a}'), known: 'a', inner: { list: [1, unknown()] } };

  test.each<[string, (watched: typeof value) => unknown, boolean]>([
    ['an unknown value is read', ({ open }) => open, true],
    ['one in a list of an object is read', ({ inner }) => inner.list[1], true],
    ['one beside it is read', ({ known, inner }) => [known, inner.list[0]], false],
    ['it is only asked whether it is there', watched => 'open' in watched && Object.keys(watched), false],
    ['what every object has is read', watched => watched.inner.list.map(String).length > 5 || watched.toString(), true],
    ['a function of every object is read', watched => watched.toString(), false],
  ])('notices whether %s', (_, read, touched) => {
    const watch = new Watch();
    read(watch.over(value) as typeof value);

    expect(watch.touched).toBe(touched);
  });

  test('hands over what it is given', () => {
    const watch = new Watch();

    expect([watch.over(5), watch.over(null), watch.over('a'), watch.over({ a: [1] }), watch.touched]).toEqual([5, null, 'a', { a: [1] }, false]);
    expect([watch.over(unknown('x')), watch.touched]).toEqual([unknown('x'), true]);
  });
});
