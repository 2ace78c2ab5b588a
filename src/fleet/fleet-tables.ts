import { RepositoryState } from './repository-state';
import { compareVersions } from '../metrics/definitions/versions';
import { Table } from '../metrics/report/table';

const NOT_ON_PATH = 'not on the path';

/** What was found, for people: how many are on which version, then one line for each repository. */
export function fleetTables(states: readonly RepositoryState[], today: string): Table[] {
  return [versions(states), repositories(states, today)];
}

function versions(states: readonly RepositoryState[]): Table {
  const rows = new Map<string, RepositoryState[]>();
  states.forEach(state => {
    const key = state.onPath ? `${state.onPath.type}\n${state.onPath.version}` : NOT_ON_PATH;
    rows.set(key, [...rows.get(key) ?? [], state]);
  });
  const keys = [...rows.keys()].sort((a, b) => Number(a === NOT_ON_PATH) - Number(b === NOT_ON_PATH)
    || compareVersions(b.split('\n')[1] ?? '', a.split('\n')[1] ?? '') || (a < b ? -1 : 1));
  return {
    title: `${states.length} ${states.length === 1 ? 'repository' : 'repositories'}`,
    columns: ['type', 'version', 'repositories', 'with drift', 'with hatches', 'with waivers'],
    rows: keys.map(key => {
      const [type, version = '–'] = key.split('\n');
      const group = rows.get(key)!;
      return [type, version, ...[
        group.length, count(group, ({ onPath }) => (onPath?.drift.length ?? 0) > 0), count(group, ({ hatches }) => hatches.length > 0),
        count(group, ({ waivers }) => waivers.length > 0),
      ].map(String)];
    }),
  };
}

function repositories(states: readonly RepositoryState[], today: string): Table {
  const unreadable = states.flatMap(({ path, unreadable: what }) => what.map(text => `${path}: left out: ${text}`));
  return {
    title: 'Each of them',
    columns: ['service', 'team', 'version', 'library', 'drift', 'hatches', 'waivers', 'expired'],
    rows: states.map(({ service, team, onPath, library, hatches, waivers }) => [
      service, team ?? '–', onPath?.version ?? NOT_ON_PATH, library ?? '–', onPath ? String(onPath.drift.length) : '–', String(hatches.length),
      String(waivers.length), String(waivers.filter(({ expires }) => expires === null || expires < today).length),
    ]),
    ...unreadable.length > 0 && { notes: unreadable },
  };
}

function count(states: readonly RepositoryState[], condition: (state: RepositoryState) => boolean): number {
  return states.filter(condition).length;
}
