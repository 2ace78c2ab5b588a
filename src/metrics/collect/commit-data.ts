import { Commit } from '../facts/fact';

/** A commit as it stands in the custom data of an event: what a metric needs, and nobody's name. */
export function commitData({ sha, at, patch, bot, revert, elsewhere, fix }: Commit): Record<string, unknown> {
  return {
    sha,
    ...at !== undefined && { authoredAt: new Date(at).toISOString() },
    ...patch !== undefined && { patchId: patch },
    ...bot && { bot },
    ...revert && { revert },
    ...elsewhere && { elsewhere },
    ...fix && { fix },
  };
}
