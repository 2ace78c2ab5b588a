import { resolve } from 'path';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';
import { exportedTexts, writeExport } from './write-export';
import { fail } from '../../core/problems';
import { Control, Severity } from '../../policy/control';
import { effectiveControls } from '../../policy/effective-controls';
import { exceptionsOf } from '../../policy/export/exceptions-of';
import { ExportFormat, exportPolicies } from '../../policy/export/export-policies';
import { judgeWaivers } from '../../policy/waivers/judge-waivers';
import { PlacedWaiver, readWaivers } from '../../policy/waivers/read-waivers';
import { Standards } from '../../standards/standards';

/** What an export is asked for. */
export interface ExportArguments {
  readonly to: ExportFormat;
  readonly out?: string;
  readonly standards?: string;
  readonly controls?: string;
  readonly waivers?: string;
  readonly now: string;
  readonly environment: readonly string[];
  readonly exemptNamespace: readonly string[];
  readonly exemptGroup: readonly string[];
  readonly denyFrom: Severity;
}

/** Writes the controls for another tool: below a folder, or everything one after the other to standard output. */
export function exported(context: CommandContext, args: ExportArguments): void {
  const { cwd } = context.io;
  const standards = args.standards === undefined ? Standards.reference() : Standards.fromFile(resolve(cwd, args.standards));
  const controls = effectiveControls(args.controls === undefined ? undefined : resolve(cwd, args.controls), args.controls);
  const waivers = args.waivers === undefined ? [] : readWaivers(resolve(cwd, args.waivers), args.waivers);
  const texts = exportedTexts(exportPolicies(args.to, {
    controls,
    standards: standards.props,
    environments: environments(Object.keys(standards.props.environments), args.environment),
    exceptions: exceptionsOf(valid(context, waivers, controls, standards, args.now)),
    exemptNamespaces: args.exemptNamespace,
    exemptGroups: args.exemptGroup,
    denyFrom: args.denyFrom,
  }));
  if (args.standards === undefined) {
    context.note('without --standards, the policies are for the environments of the example organisation');
  }
  if (args.out === undefined) {
    // the page for people is not for who reads this
    context.print([...texts].filter(([path]) => !path.endsWith('.md')).map(([, text]) => text).join(''));
  } else {
    writeExport(cwd, args.out, texts);
    context.note(`${texts.size} files in ${args.out}`);
  }
}

/** The waivers that hold, as far as that can be said without an output; the others are named. */
function valid(
  context: CommandContext, waivers: readonly PlacedWaiver[], controls: readonly Control[], standards: Standards, now: string,
): PlacedWaiver[] {
  const { waivers: judged } = judgeWaivers([], waivers, { controls, teams: Object.keys(standards.props.teams), now });
  // what nothing was found for is all that can be said of one that holds, because nothing was looked at
  const [holding, others] = [judged.filter(({ verdict }) => verdict === 'unused'), judged.filter(({ verdict }) => verdict !== 'unused')];
  others.forEach(({ waiver: { place, id }, text, remedy }) => context.note(`[${place}] waiver ${id} was left out: it ${text}; ${remedy}`));
  if (others.length > 0) {
    context.finish(ExitCode.FINDINGS);
  }
  return holding.map(({ waiver }) => waiver);
}

function environments(known: readonly string[], asked: readonly string[]): readonly string[] {
  asked.filter(name => !known.includes(name)).forEach(name =>
    fail('--environment', `environment must be one of ${known.join(', ')}`, name, 'correct it, or name the standards that have it with --standards'));
  return asked.length === 0 ? known : asked;
}
