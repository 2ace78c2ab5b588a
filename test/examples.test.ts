import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { contents } from './synthesised';

const EXAMPLES = join(__dirname, '../examples');

describe.each(readdirSync(EXAMPLES, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name))('example %s', name => {
  test('comes out as its expected output says', () => {
    const actual = synthesised(join(EXAMPLES, name, 'main.ts'));

    // to refresh it on purpose: npx projen examples
    expect(actual).toEqual(contents(join(EXAMPLES, name, 'expected')));
  });
});

/** Runs an example in an empty folder and answers what it wrote there, by path. */
function synthesised(main: string): Record<string, string> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'pavement-example-'));
  try {
    process.chdir(folder);
    jest.isolateModules(() => {
      require(main); // eslint-disable-line @typescript-eslint/no-require-imports
    });
    return contents(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
