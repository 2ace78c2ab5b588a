import { containerTexts } from '../../src/policy/container-texts';

test('what a container is given as text is the values of its variables, its command and its arguments, one a line', () => {
  expect(containerTexts([
    { name: 'api', env: [{ name: 'A', value: 'one' }, { name: 'B', valueFrom: {} }], command: ['run'], args: ['--with', 'x'] },
    { name: 'bare' },
  ])).toEqual(['one\n\nrun\n--with\nx', '']);
});

test('what is no text is looked at as JSON, and what is no container is none', () => {
  expect(containerTexts([{ env: [{ value: 5 }, 'A=1', { value: { password: 'x' } }], command: 'run', args: [true] }, 'api', null])).toEqual(['5\n{"password":"x"}\ntrue']);
});
