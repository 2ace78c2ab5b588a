import { readFileSync } from 'fs';
import { join } from 'path';
import { controlFiles } from '../../scripts/control-files';
import { controlsPage } from '../../scripts/control-pages';
import { ASKED, ENVIRONMENT_FIELDS } from '../../scripts/own-controls-page';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { subjectsOf } from '../../src/policy/control-example';
import { EXAMPLE_FACTS } from '../../src/policy/example-facts';

const controls = controlFiles().map(({ examples, ...control }) => control);

// to refresh them on purpose: npx projen controls
test('CONTROLS.md says what the files of the controls say', () => {
  expect(readFileSync(join(__dirname, '../../CONTROLS.md'), 'utf8')).toBe(controlsPage(controls));
});

test('the library loads what the files of the controls say', () => {
  expect(BUILT_IN_CONTROLS).toEqual(controls);
});

test('whoever writes a rule finds on the page what it can ask, and nothing else', () => {
  const subjects = controlFiles().flatMap(({ examples }) => [...examples.pass, ...examples.fail]).flatMap(subjectsOf);

  for (const [asked, { variables }] of Object.entries(ASKED)) {
    const names = subjects.filter(({ scope }) => scope === asked).flatMap(subject => Object.keys(subject.variables));
    expect([asked, ...Object.keys(variables).sort()]).toEqual([asked, ...[...new Set(names)].sort()]);
  }
});

test('whoever asks about the environment finds on the page what is known of it, and nothing else', () => {
  expect(Object.keys(ENVIRONMENT_FIELDS)).toEqual(Object.keys(EXAMPLE_FACTS));
});
