import { RenameFact } from './fact';

/** What services are called now, by every name that they ever had; a name that is not in it is current. */
export type CurrentNames = ReadonlyMap<string, string>;

/** Follows renames to the name that the latest of them gave, through chains and back again. */
export function currentNames(renames: readonly RenameFact[]): CurrentNames {
  const groups = new Map<string, Set<string>>();
  const current = new Map<string, string>();
  for (const { from, to } of [...renames].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const group = new Set([...groups.get(from) ?? [from], ...groups.get(to) ?? [to]]);
    group.forEach(name => {
      groups.set(name, group);
      current.set(name, to);
    });
  }
  return current;
}
