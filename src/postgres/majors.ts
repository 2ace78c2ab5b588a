import { Problems } from '../core/problems';
import { POSTGRES_MAJORS } from '../standards/defaults';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Notes a major version that is not on offer, or whose standard support has ended on the day that the standards name; returns a warning before that. */
export function checkMajor(version: number, asOf: string | undefined, warningDays: number, problems: Problems): string[] {
  const offered = Object.keys(POSTGRES_MAJORS).map(Number);
  const known = problems.must(
    offered.includes(version), `version must be one of ${offered.join(', ')}`, version,
    'older ones are near the end of their support; minor versions are taken automatically',
  );
  if (!known || asOf === undefined) {
    return [];
  }
  const end = POSTGRES_MAJORS[version];
  const daysLeft = (Date.parse(end) - Date.parse(asOf)) / DAY_MS;
  const newest = Math.max(...offered);
  const remedy = version === newest ? 'ask the platform team for a newer Pavement' : `upgrade to ${newest}`;
  problems.must(daysLeft >= 0, `version must be in standard support on ${asOf}`, version, `that of ${version} ended on ${end}: ${remedy}`);
  return daysLeft >= 0 && daysLeft <= warningDays ? [`standard support of version ${version} ends on ${end}, ${daysLeft} days after ${asOf}; ${remedy}`] : [];
}
