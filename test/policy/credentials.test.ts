import { annotationsWithCredentials, containersWithCredentials, entriesWithCredentials } from '../../src/policy/credentials';

const KEY = 'AKIAIOSFODNN7EXAMPLE';

test.each<[string, object]>([
  ['a variable', { env: [{ name: 'A', value: 'one' }, { name: 'B', value: KEY }] }],
  ['a variable that is no text', { env: [{ value: { id: KEY } }] }],
  ['the command', { command: ['run', KEY] }],
  ['an argument', { args: ['--key', `--id=${KEY}`] }],
])('a container is named that has a credential in %s', (_, container) => {
  expect(containersWithCredentials([{ name: 'before', args: ['x'] }, { name: 'api', ...container }])).toEqual(['api']);
});

test.each<[string, unknown]>([
  ['nothing', {}],
  ['references', { env: [{ name: 'A', valueFrom: {} }, { name: 'B', value: '$(A)' }, { name: 'C', value: 'postgres://$(A):$(B)@db/orders' }], args: ['--password', '$(B)'] }],
  ['what is no list', { env: KEY, command: KEY, args: { 0: KEY } }],
  ['variables that are none', { env: [KEY, null] }],
  ['a number', { env: [{ value: 5 }], args: [true, undefined] }],
  ['nothing at all', undefined],
])('a container with %s is not named', (_, container) => {
  expect(containersWithCredentials([typeof container === 'object' ? { name: 'api', ...container } : container, 'api', null])).toEqual([]);
});

test.each<[string, unknown, string[]]>([
  ['a credential', { id: KEY, other: 'x' }, ['id']],
  ['a line that sets a password', { 'app.ini': '[database]\n  password = hunter2\n', 'b': 'PASSWORD: "hunter2"', 'c': 'db.api_key=\'abcd\'' }, ['app.ini', 'b', 'c']],
  ['a password by reference', { 'app.ini': 'password = ${DB_PASSWORD}', 'b': 'password: $PASSWORD', 'c': 'password = <given later>', 'd': 'passwords are kept elsewhere' }, []],
  ['what is no text', { id: { key: KEY }, port: 5, none: undefined }, ['id']],
  ['no entries', undefined, []],
  ['a list of entries', [KEY], []],
])('of a ConfigMap with %s', (_, data, expected) => {
  expect(entriesWithCredentials({ data })).toEqual(expected);
});

test.each<[string, unknown, string[]]>([
  ['a credential', { 'example.com/key': KEY, 'b': 'x' }, ['example.com/key']],
  ['none', { a: 'x' }, []],
  ['no annotations', undefined, []],
  ['what is no mapping', [KEY], []],
])('of metadata with %s in annotations', (_, annotations, expected) => {
  expect(annotationsWithCredentials({ annotations })).toEqual(expected);
});
