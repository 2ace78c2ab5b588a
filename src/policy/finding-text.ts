import { Severity, isOfLibrary } from './control';
import { Finding, placeOf } from './finding';
import { targetText } from './waivers/target-text';
import { shown } from '../core/problems';

/** The longest that a waiver may last, in days: the more harm, the shorter. */
export const LONGEST_WAIVER_DAYS: Readonly<Record<Severity, number>> = { critical: 30, high: 90, medium: 180 };

/**
 * A finding for the developer: what must hold, where it does not, what to do, and whether an exception is possible.
 *
 * @param maker - what made it, in the developer's words, such as `PlatformService prod/checkout-api`; the construct's path when left out
 */
export function findingText(finding: Finding, maker = finding.target.constructPath): string {
  const { control, severity, waivable, verdict, target, must, got, remedy, fingerprint } = finding;
  const place = [placeOf(target), ...maker === undefined ? [] : [`made by ${maker}`]].join(', ');
  return [
    `[${control}] ${must}${got === undefined ? '' : `, got ${shown(got)}`}${verdict === 'unknown' ? ' (known only after apply)' : ''}`,
    `at:  ${place}`,
    `fix: ${remedy}`,
    waivable
      ? `or:  ask for an exception of at most ${LONGEST_WAIVER_DAYS[severity]} days: pavement waive ${control} --target ${targetText(target)} --scope-hash ${fingerprint}${
        isOfLibrary(control) ? '' : ' --controls DIR'}`
      : 'this cannot be waived',
  ].join('\n    ');
}
