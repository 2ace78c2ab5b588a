import { readFileSync } from 'fs';
import { join } from 'path';
import { controlFiles } from '../../scripts/control-files';
import { controlsPage } from '../../scripts/control-pages';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';

const controls = controlFiles().map(({ examples, ...control }) => control);

// to refresh them on purpose: npx projen controls
test('CONTROLS.md says what the files of the controls say', () => {
  expect(readFileSync(join(__dirname, '../../CONTROLS.md'), 'utf8')).toBe(controlsPage(controls));
});

test('the library loads what the files of the controls say', () => {
  expect(BUILT_IN_CONTROLS).toEqual(controls);
});
