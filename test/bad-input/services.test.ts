import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ROWS } from './service-rows';
import { IMAGE } from '../synthesised';
import { PlatformApp, PlatformService, PlatformServiceProps } from 'pavement';

let rootdir: string;

beforeEach(() => {
  rootdir = mkdtempSync(join(tmpdir(), 'pavement-test-'));
});

afterEach(() => rmSync(rootdir, { recursive: true }));

test.each(ROWS.map(row => [row.name, row] as const))('%s is refused in words and nothing is written', (_, { props, also, standards, problems }) => {
  const synth = () => {
    const app = new PlatformApp({ system: 'shop', team: 'team-payments', rootdir, standards });
    const service = new PlatformService(app.environment('prod'), 'api', { image: IMAGE, ...props } as PlatformServiceProps);
    also?.(service, app);
    app.synth();
  };

  expect(synth).toThrow(expect.objectContaining({ name: 'PlatformError', problems }));
  expect(readdirSync(rootdir)).toEqual([]);
});

test('names of rows differ, so that each can be found', () => {
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
});
