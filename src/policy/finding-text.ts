import { Severity } from './control';
import { Finding, placeOf } from './finding';
import { shown } from '../core/problems';

/** The longest that a waiver may last, in days: the more harm, the shorter. */
export const LONGEST_WAIVER_DAYS: Readonly<Record<Severity, number>> = { critical: 30, high: 90, medium: 180 };

/** A finding for the developer: what must hold, where it does not, what to do, and whether an exception is possible. */
export function findingText({ control, severity, waivable, verdict, target, must, got, remedy }: Finding): string {
  const place = [placeOf(target), ...target.constructPath === undefined ? [] : [`made by ${target.constructPath}`]].join(', ');
  return [
    `[${control}] ${must}${got === undefined ? '' : `, got ${shown(got)}`}${verdict === 'unknown' ? ' (known only after apply)' : ''}`,
    `at:  ${place}`,
    `fix: ${remedy}`,
    waivable
      ? `or:  ask for an exception of at most ${LONGEST_WAIVER_DAYS[severity]} days: pavement waive ${control}`
      : 'this cannot be waived',
  ].join('\n    ');
}
