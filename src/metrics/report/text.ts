import { Share } from '../definitions/share';

const UNITS: readonly (readonly [milliseconds: number, name: string])[] = [[86_400_000, 'd'], [3_600_000, 'h'], [60_000, 'min'], [1000, 's']];

/** What is said where nothing is known; never 0. */
export const UNKNOWN = '–';

/** A duration with three digits in the unit that suits it: `2.5 d`. */
export function durationText(milliseconds: number | null): string {
  if (milliseconds === null) {
    return UNKNOWN;
  }
  const [size, name] = UNITS.find(([unit]) => Math.abs(milliseconds) >= unit) ?? UNITS[UNITS.length - 1];
  return `${numberText(milliseconds / size)} ${name}`;
}

/** A number with three digits that count. */
export function numberText(value: number | null): string {
  return value === null ? UNKNOWN : Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
}

/** A share in per cent, with what it is a share of: `33 % (1 of 3)`. */
export function shareText({ value, part, of }: Share): string {
  return value === null ? `${UNKNOWN} (${part} of ${of})` : `${percent(value)} (${part} of ${of})`;
}

/** The interval of a share: `6–79 %`. */
export function intervalText({ low, high }: Pick<Share, 'low' | 'high'>): string {
  return low === null || high === null ? UNKNOWN : `${Math.round(100 * low)}–${Math.round(100 * high)} %`;
}

export function percent(value: number): string {
  return `${numberText(Math.round(1000 * value) / 10)} %`;
}

/** How many were left out, by reason: `2 first-deploy, 1 bot`. */
export function excludedText(excluded: Readonly<Record<string, number>>): string {
  return Object.entries(excluded).map(([reason, count]) => `${count} ${reason}`).join(', ');
}

/** A moment as a date. */
export function dateText(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
