/** A version as numbers; nothing when it is not `major.minor.patch`. What comes before a release is below it. */
export function parseVersion(version: string): readonly number[] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-[\w.-]+)?(?:\+[\w.-]+)?$/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3]), match[4] === undefined ? 1 : 0] : undefined;
}

/** Negative, zero, positive; what is no version is below every version. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parseVersion(a) ?? [-1], parseVersion(b) ?? [-1]];
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Whether a version is at most so many minors behind the newest of the same major. */
export function isWithinMinors(version: string, newest: string, minors: number): boolean {
  const [own, latest] = [parseVersion(version), parseVersion(newest)];
  return own !== undefined && latest !== undefined && own[0] === latest[0] && latest[1] - own[1] <= minors;
}
