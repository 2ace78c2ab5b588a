import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

test('begins with the quick start, as it is', () => {
  expect(blocks('ts')[0]).toBe(readFileSync(join(ROOT, 'examples/quick-start/main.ts'), 'utf8'));
});

test.each([...blocks('yaml'), ...blocks('json')])('shows what the quick start really writes: %#', excerpt => {
  const expected = join(ROOT, 'examples/quick-start/expected');
  const files = readdirSync(expected, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const output = files.map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

  expect(output.some(content => content.includes(excerpt))).toBe(true);
});

test('links to files that exist', () => {
  const links = [...README.matchAll(/\]\(([^)#:]+)\)/g)].map(match => match[1]);

  expect(links.length).toBeGreaterThan(5);
  links.forEach(link => expect(() => readdirSync(join(ROOT, link))).not.toThrow(/ENOENT/));
});

function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp('```' + language + '\\n([^]*?)```', 'g'))].map(match => match[1]);
}
