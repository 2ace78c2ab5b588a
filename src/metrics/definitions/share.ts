/** A part of a whole, with the interval in which the true share lies in 19 of 20 cases. Null where the whole is nothing. */
export interface Share {
  readonly part: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** A share with the interval of Wilson, which stays between 0 and 1 and holds for few cases too. */
export function shareOf(part: number, of: number): Share {
  if (of === 0) {
    return { part, of, value: null, low: null, high: null };
  }
  const value = part / of;
  const spread = 1 + Z * Z / of;
  const middle = (value + Z * Z / (2 * of)) / spread;
  const half = Z / spread * Math.sqrt(value * (1 - value) / of + Z * Z / (4 * of * of));
  return { part, of, value, low: part === 0 ? 0 : rounded(middle - half), high: part === of ? 1 : rounded(middle + half) };
}

/** Twelve digits: what processors round differently in the last ones is not written. */
export function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
