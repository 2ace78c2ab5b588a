import { GovernanceReport, messageOf, pathOf } from './report';
import { Control } from '../control';
import { Finding, placeOf } from '../finding';

interface TestCase {
  readonly name: string;
  readonly assertions?: number;
  readonly outcome?: { readonly kind: 'failure' | 'skipped' | 'system-out'; readonly message: string; readonly text?: string };
}

/**
 * The report as JUnit XML, for pipelines: a suite for each control.
 *
 * A finding is a test of its own. What passes is one test for each environment and kind, whose `assertions` say how many passed: thousands
 * of services do not make millions of lines.
 */
export function junitReport(report: GovernanceReport): string {
  const suites = report.controls.map(control => ({ control, cases: casesOf(control, report) })).filter(({ cases }) => cases.length > 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="pavement" ${counts(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ control, cases }) => [
      `  <testsuite name="${xml(`${control.id} ${control.title}`)}" ${counts(cases)}>`,
      ...cases.map(testCase => element(control, testCase)),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf({ id }: Control, { coverage, findings, waived }: GovernanceReport): TestCase[] {
  const name = ({ target }: Finding) => `${target.environment} ${placeOf(target)}`.trim();
  return [
    ...coverage.filter(({ control, tally }) => control === id && tally.pass > 0)
      .map(({ environment, kind, tally }): TestCase => ({ name: `${environment} ${kind}`.trim(), assertions: tally.pass })),
    ...findings.filter(({ control }) => control === id).map((finding): TestCase => ({
      name: name(finding),
      outcome: finding.blocking
        ? { kind: 'failure', message: messageOf(finding), text: `${pathOf(finding)}: ${finding.remedy}` }
        : { kind: 'system-out', message: messageOf(finding) },
    })),
    ...waived.filter(({ finding }) => finding.control === id).map(({ finding, waiver }): TestCase => ({
      name: name(finding), outcome: { kind: 'skipped', message: `${waiver.id} until ${waiver.expires}: ${waiver.reason}` },
    })),
  ];
}

function element({ id }: Control, { name, assertions, outcome }: TestCase): string {
  const open = `    <testcase classname="${xml(id)}" name="${xml(name)}"${assertions === undefined ? '' : ` assertions="${assertions}"`}`;
  switch (outcome?.kind) {
    case undefined:
      return `${open}/>`;
    case 'system-out':
      return `${open}><system-out>${xml(outcome.message)}</system-out></testcase>`;
    case 'skipped':
      return `${open}><skipped message="${xml(outcome.message)}"/></testcase>`;
    case 'failure':
      return `${open}><failure message="${xml(outcome.message)}">${xml(outcome.text ?? '')}</failure></testcase>`;
  }
}

function counts(cases: readonly TestCase[]): string {
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="0" skipped="${count('skipped')}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text in an attribute or an element; what XML 1.0 has no way to write becomes a replacement character. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, character => ENTITIES[character])
    .replace(/[\t\n\r]/g, character => `&#${character.charCodeAt(0)};`);
}
