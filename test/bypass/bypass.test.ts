import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { carryOut } from './attack';
import { OUTSIDE, SECTIONS, bypassPage } from './page';

const ROOT = join(__dirname, '../..');
const PAGE = join(ROOT, 'BYPASSES.md');

/** Set by the task that writes the page anew, on purpose. */
const REFRESH = process.env.REFRESH_BYPASSES === 'true';

beforeAll(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

describe.each(SECTIONS)('%s', (_section, attacks) => {
  test.each(attacks.map(attack => [attack.what, attack] as const))('%s', async (_what, { what, result, because, ...attack }) => {
    const { found, by } = await carryOut(attack);

    expect(found).toBe(result.found);
    expect(by).toEqual(expect.arrayContaining([...result.by]));
    expect(because !== undefined).toBe(found === 'accepted');
  });
});

test('the page says what comes of each', () => {
  if (REFRESH) {
    writeFileSync(PAGE, bypassPage());
  }
  expect(OUTSIDE.filter(([, , file]) => !existsSync(join(ROOT, file)))).toEqual([]);
  expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : 'no BYPASSES.md: npx projen bypasses writes it').toBe(bypassPage());
});
