import { Tightening } from './organisation-control';
import { isRecord } from '../../core/checks';
import { shown } from '../../core/problems';
import { DocumentProblem } from '../../standards/document-problem';
import { Control, Severity } from '../control';

const SEVERITIES: readonly Severity[] = ['medium', 'high', 'critical'];

/** What of a tightening would loosen its control, or speaks of none. */
export function tighteningProblems(document: Record<string, unknown>, builtIn: readonly Control[]): DocumentProblem[] {
  const { tightens, severity, waivable, rules, examples } = document;
  const control = builtIn.find(({ id }) => id === tightens);
  if (!control) {
    return typeof tightens !== 'string' ? [] : [{ path: ['tightens'], text: `tightens must be the id of a control of the library, got ${shown(tightens)}; see CONTROLS.md` }];
  }
  const found: DocumentProblem[] = [];
  const refuse = (path: string[], rule: string, got: unknown, remedy: string) => found.push({ path, text: `${rule}, got ${shown(got)}; ${remedy}` });
  if (SEVERITIES.includes(severity as Severity) && SEVERITIES.indexOf(severity as Severity) <= SEVERITIES.indexOf(control.severity)) {
    refuse(['severity'], `severity must be above ${control.severity}, which ${control.id} has`, severity, 'raise it or leave it out');
  }
  if (waivable === true) {
    refuse(['waivable'], `waivable must be false: ${control.id} ${control.waivable ? 'can be waived as it is' : 'cannot be waived'}`, waivable, 'leave it out');
  }
  if (waivable === false && !control.waivable) {
    refuse(['waivable'], `waivable must say something new: ${control.id} cannot be waived as it is`, waivable, 'leave it out');
  }
  if (['severity', 'waivable', 'tiers', 'rules'].every(key => document[key] === undefined)) {
    refuse(['tightens'], 'a file that tightens must say severity, waivable, tiers or rules', undefined, 'say what becomes stricter, or remove the file');
  }
  if (rules !== undefined && !isRecord(examples)) {
    refuse(['rules'], 'rules must have examples', undefined, 'show with examples.pass and examples.fail what they find');
  }
  return found;
}

/** A control as an organisation has made it stricter. */
export function tightened(control: Control, { severity, waivable, tiers, rules = [] }: Tightening): Control {
  return {
    ...control,
    severity: severity ?? control.severity,
    waivable: control.waivable && waivable !== false,
    rules: [...tiers === 'all' ? control.rules.map(({ tiers: _, ...rule }) => rule) : control.rules, ...rules],
  };
}
