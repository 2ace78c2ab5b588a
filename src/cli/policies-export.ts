import { resolve } from 'path';
import { CommandContext } from './context';
import { exportedTexts, writeExport } from './write-export';
import { fail } from '../core/problems';
import { BUILT_IN_CONTROLS } from '../policy/built-in';
import { Severity } from '../policy/control';
import { ExportFormat, exportPolicies } from '../policy/export/export-policies';
import { Standards } from '../standards/standards';

/** What an export is asked for. */
export interface ExportArguments {
  readonly to: ExportFormat;
  readonly out?: string;
  readonly standards?: string;
  readonly environment: readonly string[];
  readonly exemptNamespace: readonly string[];
  readonly exemptGroup: readonly string[];
  readonly denyFrom: Severity;
}

/** Writes the controls for another tool: below a folder, or everything one after the other to standard output. */
export function exported(context: CommandContext, args: ExportArguments): void {
  const standards = args.standards === undefined ? Standards.reference() : Standards.fromFile(resolve(context.io.cwd, args.standards));
  const texts = exportedTexts(exportPolicies(args.to, {
    controls: BUILT_IN_CONTROLS,
    standards: standards.props,
    environments: environments(Object.keys(standards.props.environments), args.environment),
    exceptions: [],
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
    writeExport(context.io.cwd, args.out, texts);
    context.note(`${texts.size} files in ${args.out}`);
  }
}

function environments(known: readonly string[], asked: readonly string[]): readonly string[] {
  asked.filter(name => !known.includes(name)).forEach(name =>
    fail('--environment', `environment must be one of ${known.join(', ')}`, name, 'correct it, or name the standards that have it with --standards'));
  return asked.length === 0 ? known : asked;
}
