import * as fc from 'fast-check';
import { Context, compile } from '../../src/policy/cel';
import { Recall, Work } from '../../src/policy/recall';

type Body = Record<string, unknown>;

/** What came out for each of many, and how often each work was asked. */
function asked<T>(works: Work<Body, Body, T>[], pairs: readonly (readonly [Body, Body])[], constant?: unknown) {
  const times = works.map(() => 0);
  const recall = new Recall<Body, Body, T>(works.map((work, i) => (one, other) => {
    times[i]++;
    return work(one, other);
  }), constant, 0);
  return { times, known: pairs.map(([one, other]) => [...recall.of(one, other)]) };
}

const many = <T>(make: (i: number) => T, count = 50): T[] => Array.from({ length: count }, (_, i) => make(i));

test('of things that are alike in what is read, one is looked into', () => {
  const read = (one: Body, other: Body) => `${String((one.spec as Body).size)} ${String(other.tier)}`;
  const { times, known } = asked([read], many(i => [{ name: `a-${i}`, spec: { size: 1, labels: { name: i } } }, { tier: 'prod', i }]));

  expect(known).toEqual(many(() => ['1 prod']));
  expect(times).toEqual([1]);
});

test.each<[string, (one: Body) => unknown, (i: number) => unknown]>([
  ['a value', ({ a }) => a, i => ({ a: i % 2 })],
  ['a value deep inside', ({ a }) => (a as { b: unknown }[])[1].b, i => ({ a: [{ b: i }, { b: i % 2 }] })],
  ['whether there is one', one => 'a' in one, i => i % 2 ? { a: 1 } : {}],
  ['whether it has one of its own', one => Object.hasOwn(one, 'a'), i => i % 2 ? { a: 1 } : { b: 1 }],
  ['nothing and undefined', one => Object.hasOwn(one, 'a'), i => i % 2 ? { a: undefined } : {}],
  ['a text and a number', ({ a }) => typeof a, i => ({ a: i % 2 ? 1 : '1' })],
  ['a list and an object', ({ a }) => Array.isArray(a), i => ({ a: i % 2 ? [] : {} })],
  ['how long a list is', ({ a }) => (a as unknown[]).length, i => ({ a: i % 2 ? [1] : [1, 2] })],
  ['what is in a list', ({ a }) => (a as unknown[]).includes(1), i => ({ a: i % 2 ? [2, 1] : [2, 3] })],
  ['the end of a list', ({ a }) => [...a as unknown[]].pop(), i => ({ a: i % 2 ? [2, 1] : [2, 3] })],
  ['the keys', one => Object.keys(one).length, i => i % 2 ? { a: 1, b: i } : { a: 1 }],
  ['the order of keys', one => Object.keys(one)[0], i => i % 2 ? { a: 1, b: 1 } : { b: 1, a: 1 }],
  ['keys that look like others together', one => Object.keys(one).length, i => i % 2 ? { 'a","b': 1 } : { a: 1, b: 1 }],
  ['one key after the other', one => { for (const key in one) { return key; } return ''; }, i => i % 2 ? { a: 1 } : { b: 1 }],
])('%s is told apart', (_, read, make) => {
  const bodies = many(i => make(i) as Body);
  const { times, known } = asked([read], bodies.map(body => [body, {}] as const));

  expect(known).toEqual(bodies.map(body => [read(body)]));
  expect(times).toEqual([2]);
});

test('what reads something else in each is not asked for long, and takes nothing from the others', () => {
  const { times, known } = asked<unknown>([({ name }) => name, ({ kind }) => kind], many(i => [{ name: `a-${i}`, kind: 'Pod' }, {}]));

  expect(known.slice(-40)).toEqual(many(() => [undefined, 'Pod'], 40));
  expect(times[0]).toBeLessThan(6);
  expect(times[1]).toBeLessThan(6);
});

test('three kinds of things are remembered beside each other, a fourth is one too many', () => {
  const kinds = (count: number) => many(i => [{ kind: i % count }, {}] as const);
  const read = ({ kind }: Body) => kind;

  expect(asked([read], kinds(3))).toEqual({ times: [3], known: kinds(3).map(([{ kind }]) => [kind]) });
  expect(asked([read], kinds(4)).known.slice(-1)).toEqual([[undefined]]);
});

test('a work that throws is not remembered, and the others are', () => {
  const { times, known } = asked<unknown>([({ a }) => (a as Body).b, ({ kind }) => kind], many(i => [i === 3 ? { kind: 'Pod' } : { kind: 'Pod', a: { b: 1 } }, {}]));

  // nothing of the fourth was read before
  expect(known.slice(0, 5)).toEqual([[1, 'Pod'], [1, 'Pod'], [1, 'Pod'], [undefined, 'Pod'], [undefined, 'Pod']]);
  expect(times).toEqual([2, 3]);
});

test('when a work throws, what the others read is not taken for what it has read', () => {
  const works: Work<Body, Body, unknown>[] = [({ a }) => (a as Body).b, ({ kind }) => kind, ({ size }) => size];
  const bodies = [{ kind: 'Pod', size: 1 }, { a: { b: 1 }, size: 2 }, { kind: 2, size: 3 }, { kind: 2, size: 3 }];

  expect(asked(works, bodies.map(body => [body, {}] as const)).known).toEqual([[undefined, 'Pod', 1], [undefined, undefined, 2], [undefined, 2, 3], [undefined, 2, 3]]);
});

test('what was read as three different things is still remembered when something else is not', () => {
  const bodies = many(i => ({ kind: i % 3, size: i }));

  expect(asked<unknown>([({ kind }) => kind, ({ size }) => size], bodies.map(body => [body, {}] as const)).known.slice(-9)).toEqual(
    bodies.slice(-9).map(({ kind }) => [kind, undefined]),
  );
});

test('of the first few nothing is remembered', () => {
  const recall = new Recall([({ kind }: Body) => kind], undefined, 3);

  expect(many(() => recall.of({ kind: 'Pod' }, {}), 5)).toEqual([[], [], [], ['Pod'], ['Pod']]);
});

test('what is in all of them is given as it is', () => {
  const constant = { teams: ['a'] };
  const { times, known } = asked([(_, other) => other.environment === constant], many(i => [{ i }, { environment: constant }]), constant);

  expect(known).toEqual(many(() => [true]));
  expect(times).toEqual([1]);
});

test.each<[string, unknown]>([
  ['a field that every object has in JavaScript', { constructor: { name: 'x' } }],
  ['nothing that every object has', Object.assign(Object.create(null) as Body, { a: 1 })],
  ['fields from elsewhere', Object.create({ a: 1 })],
  ['a day', new Date(0)],
  ['a map', new Map([['a', 1]])],
])('of an object with %s nothing is remembered that could be taken for another\'s', (_, odd) => {
  const read = ({ a }: Body) => a;
  const inside = ({ spec }: Body) => (spec as Body).a;

  expect(asked([read], [[odd as Body, {}], [{ a: 2 }, {}], [odd as Body, {}]]).known).toEqual([[], [2], []]);
  expect(asked([read], [[{ a: 2 }, {}], [{ a: 2 }, odd as Body]]).known).toEqual([[2], []]);
  expect(asked([inside], [odd, { a: 2 }, { a: 3 }].map(spec => [{ spec }, {}] as const)).known).toEqual([[inside({ spec: odd })], [2], [3]]);
});

test('a value that cannot be changed cannot be watched; what reads it is not remembered', () => {
  const frozen = Object.freeze({ spec: Object.freeze({ a: 1 }) });

  expect(asked<unknown>([({ spec }) => (spec as Body).a, () => 1], [[frozen, {}]]).known).toEqual([[undefined, 1]]);
});

const EXPRESSIONS = [
  'object.?a.?b.orValue(1) == 1', 'has(object.a)', 'object.a.size() > 0', '\'a\' in object', 'object.all(k, k != \'b\')', 'object.a == object.b', 'object.a > 1',
  'object.?a.orValue([]).exists(e, e == 1)', 'object.?a.orValue([]).filter(e, e == 1).size() == 1', 'object.a in [1, \'x\', [1]]', 'variables.a == object.a',
  'object.a.b.exists(k, object.a.b[k] == variables.?b.orValue(1))', 'object.a[0] == 1', 'object[?\'a\'].hasValue()', 'type(object.a) == list', '[object.a, 1] == [1, 1]',
];
const value = fc.letrec(tie => ({
  any: fc.oneof(
    { maxDepth: 3 }, fc.constantFrom(0, 1, 'x', '', true, undefined, null), fc.array(tie('any'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'constructor', 'length', 'size'), tie('any'), { maxKeys: 3 }),
  ),
})).any;
const bodies = fc.dictionary(fc.constantFrom('a', 'b', 'c'), value, { maxKeys: 3 });

test('whatever is asked of whatever there is, what is remembered is what would come out', () => {
  const programs = EXPRESSIONS.map(compile);
  let remembered = 0;

  fc.assert(fc.property(fc.array(fc.tuple(bodies, bodies), { minLength: 10, maxLength: 30 }), pairs => {
    const inOne = programs.map(program => new Recall([(object: unknown, variables: Context['variables']) => program({ object, variables })], undefined, 0));
    const together = new Recall(programs.map(program => (object: unknown, variables: Context['variables']) => program({ object, variables })), undefined, 0);
    for (const [object, variables] of pairs) {
      const known = together.of(object, variables);
      programs.forEach((program, i) => {
        for (const said of [known[i], inOne[i].of(object, variables)[0]].filter(answer => answer !== undefined)) {
          remembered++;
          expect(said).toEqual(program({ object, variables }));
        }
      });
    }
  }), { numRuns: 150 });
  expect(remembered).toBeGreaterThan(1000);
}, 20_000);

test('what was given to every object is not what one has of its own', () => {
  Object.defineProperty(Object.prototype, 'given', { value: 1, configurable: true });
  try {
    const given = many(i => (i % 2 ? { given: 1 } : {}) as Body);
    const { known } = asked([one => Object.hasOwn(one, 'given')], given.map(body => [body, {}] as const));

    expect(known).toEqual(many(i => [i % 2 === 1]));
  } finally {
    delete (Object.prototype as { given?: unknown }).given;
  }
});
