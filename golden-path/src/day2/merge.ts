import { diff3Merge } from 'node-diff3'; // eslint-disable-line import/no-extraneous-dependencies -- inside the compiled file

/** Two changes of one text, together. */
export interface Merged {
  readonly text: string;
  /** How many places both have changed in different ways; each is marked in the text, with both versions. */
  readonly conflicts: number;
}

export const CONFLICT_BEGIN = '<<<<<<< yours';
export const CONFLICT_MIDDLE = '=======';
export const CONFLICT_END = '>>>>>>> golden path';

/**
 * Merges what a team made of a text with what the next version of the path makes of it.
 *
 * @param base - the text that both began with
 */
export function merge(base: string, yours: string, theirs: string): Merged {
  if (base === theirs || yours === theirs) {
    return { text: yours, conflicts: 0 };
  }
  if (base === yours) {
    return { text: theirs, conflicts: 0 };
  }
  let conflicts = 0;
  const lines = diff3Merge(yours.split('\n'), base.split('\n'), theirs.split('\n'), { excludeFalseConflicts: true }).flatMap(({ ok, conflict }) => {
    if (conflict === undefined) {
      return ok ?? [];
    }
    conflicts += 1;
    return [CONFLICT_BEGIN, ...conflict.a, CONFLICT_MIDDLE, ...conflict.b, CONFLICT_END];
  });
  return { text: lines.join('\n'), conflicts };
}
