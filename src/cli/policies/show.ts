import { resolve } from 'path';
import { plural } from '../../core/plural';
import { fail } from '../../core/problems';
import { Control, Rule } from '../../policy/control';
import { effectiveControls } from '../../policy/effective-controls';
import { LONGEST_WAIVER_DAYS } from '../../policy/finding-text';
import { readControlFolder } from '../../policy/organisation/control-folder';
import { testExamples } from '../../policy/organisation/test-examples';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

interface Flags {
  readonly controls?: string;
}

/** Lists the controls, one in a line. */
export function list(context: CommandContext, { json, ...flags }: Flags & { readonly json?: boolean }): void {
  const controls = controlsOf(context, flags);
  if (json) {
    context.print(JSON.stringify(controls, undefined, 2));
    return;
  }
  const width = Math.max(...controls.map(({ id }) => id.length));
  context.print(controls.map(({ id, severity, waivable, title }) =>
    `${context.styled('bold', id.padEnd(width))}  ${severity.padEnd(8)}  ${waivable ? 'waivable' : '        '}  ${title}`).join('\n'));
}

/** Says everything about a control. */
export function explain(context: CommandContext, id: string, flags: Flags): void {
  const controls = controlsOf(context, flags);
  const control = controls.find(other => other.id === id.toUpperCase())
    ?? fail('policies explain', 'control must be the id of a control', id, 'see pavement policies list');
  const { title, severity, waivable, reason, remedy, sources, rules } = control;
  context.print([
    `${context.styled('bold', control.id)} ${title}`,
    `${severity}; ${waivable ? `can be waived for ${LONGEST_WAIVER_DAYS[severity]} days` : 'cannot be waived'}`,
    '', paragraph(reason), '', 'What must hold:', ...rules.map(rule => `  - ${ruleLine(rule)}`), '', `What to do: ${paragraph(remedy)}`,
    ...Object.keys(sources).length === 0 ? [] : ['', 'The same is asked by:', ...Object.entries(sources).map(([who, ids]) => `  ${who}: ${ids.join(', ')}`)],
  ].join('\n'));
}

/** Asks the controls of a folder about their examples. */
export function test(context: CommandContext, dir: string): void {
  const results = testExamples(readControlFolder(resolve(context.io.cwd, dir), dir));
  const wrong = results.filter(({ problem }) => problem !== undefined);
  wrong.forEach(({ control, example, problem }) => context.print(`[${control}] ${example}: ${problem}`));
  context.note(`${plural(results.length, 'example')} of ${plural(new Set(results.map(({ control }) => control)).size, 'control')}, ${wrong.length} not as they should be`);
  context.finish(wrong.length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
}

function controlsOf({ io: { cwd } }: CommandContext, { controls }: Flags): readonly Control[] {
  return effectiveControls(controls === undefined ? undefined : resolve(cwd, controls), controls);
}

function ruleLine({ must, kinds, tiers, kubernetes: { from, to } = {} }: Rule): string {
  const where = [
    ...kinds ? [kinds.join(', ')] : [],
    ...tiers ? [`in ${tiers.join(', ')}`] : [],
    ...from === undefined ? [] : [`from Kubernetes 1.${from}`],
    ...to === undefined ? [] : [`up to Kubernetes 1.${to}`],
  ];
  return `${paragraph(must)}${where.length === 0 ? '' : ` (${where.join('; ')})`}`;
}

function paragraph(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
