import { Attack, Result } from './attack';
import { MANIFEST_ATTACKS } from './manifests';
import { OUTPUT_ATTACKS } from './output';
import { PROCESS_ATTACKS } from './process';
import { TERRAFORM_ATTACKS } from './terraform';
import { WAIVER_ATTACKS } from './waivers';

/** The attacks in the sections of the page. */
export const SECTIONS: readonly (readonly [title: string, attacks: readonly Attack[]])[] = [
  ['In the program, against the manifests', MANIFEST_ATTACKS],
  ['In the program, against the Terraform', TERRAFORM_ATTACKS],
  ['Against the process that checks', PROCESS_ATTACKS],
  ['On the output, after the synth', OUTPUT_ATTACKS],
  ['By a waiver', WAIVER_ATTACKS],
];

/** What happens outside of a synth and its output, where it is found, and the test that shows it. */
export const OUTSIDE: readonly (readonly [what: string, found: string, test: string])[] = [
  ['`cdk8s synth` in any form', 'nothing is checked by the CLI or by a plugin of it, so there is nothing to leave out', 'test/synth/cdk8s-cli.test.ts'],
  ['a plan of something else than the configuration that was checked', '`pavement verify --plan`', 'test/integration/plan-controls.integ.ts'],
  ['a plan that destroys or replaces what holds data', '`pavement verify --plan`: AWS-07', 'test/integration/plan-controls.integ.ts'],
  ['`kubectl apply` or `kubectl edit` beside the pipeline', 'the cluster\'s admission, by `pavement policies export`', 'test/integration/admission.integ.ts'],
  ['an ephemeral container in a running Pod, a Pod made by hand', 'the cluster\'s admission, by `pavement policies export`', 'test/integration/admission.integ.ts'],
];

const INTRODUCTION = `# Ways around the controls, and what comes of them

A program is TypeScript and can do anything in its own process, so the controls look at what is written, and \`pavement verify\` looks again where
the program has no say. Each row is carried out by a test in [test/bypass](test/bypass), which fails when the result is another one.

*synth*: the synth fails with the finding, and nothing is written. *verify*: \`pavement verify\` fails. *no effect*: what is written is the same, byte
for byte. *accepted*: it is written and there is no finding, for the reason that is given.

This page is written by \`npx projen bypasses\`.`;

/** The page that says what is tried and what comes of it. */
export function bypassPage(): string {
  return [
    INTRODUCTION,
    ...SECTIONS.map(([title, attacks]) => section(title, ['what is tried', 'result', 'by'], attacks.map(({ what, result, because }) =>
      [what, result.found, because ?? by(result)]))),
    section('Outside', ['what is tried', 'found by', 'shown by'], OUTSIDE.map(([what, found, test]) => [what, found, `[${test}](${test})`])),
  ].join('\n\n') + '\n';
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function by({ by: ids }: Result): string {
  return ids.map(id => id === 'program' ? 'what every program must keep to' : `[${id}](CONTROLS.md#${id.toLowerCase()})`).join(', ');
}
