import { Waiver, WaiversDocument } from './waiver';
import { waiverProblems } from './waiver-problems';
import { readDocument } from '../../standards/read-document';

/** A waiver and where it is written. */
export interface PlacedWaiver extends Waiver {
  /** Such as `governance/waivers.yaml:4:5`. */
  readonly place: string;
}

/**
 * Reads and checks a file of waivers. Throws every problem at once, each with line and column.
 *
 * @param shownAs - how messages call the file
 */
export function readWaivers(path: string, shownAs = path): PlacedWaiver[] {
  const { value, at } = readDocument<WaiversDocument>(path, 'waivers file', waiverProblems, shownAs);
  return value.waivers.map((waiver, i) => ({ ...waiver, place: at(['waivers', String(i)]) }));
}
