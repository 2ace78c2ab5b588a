import { SiteFile } from './layout';
import { titleOf } from './parts';
import { SiteModel } from './site-model';
import { pageOf } from './urls';
import { refOf } from '../entity-ref';

/** Entities in one file of the graph, on average, and in one of the search. */
const GRAPH_ROWS = 50;
const SEARCH_ROWS = 2000;
const DESCRIPTION_LIMIT = 160;

/** In how many files the neighbours of all entities are. */
export function graphShards(model: SiteModel): number {
  return Math.min(256, Math.max(1, Math.ceil(model.entities.length / GRAPH_ROWS)));
}

/** In how many files the words of all entities are. */
export function searchShards(model: SiteModel): number {
  return Math.max(1, Math.ceil(model.entities.length / SEARCH_ROWS));
}

/** The file that an entity's neighbours are in. The page computes the same. */
export function shardOf(ref: string, shards: number): number {
  let sum = 0;
  for (let i = 0; i < ref.length; i++) {
    sum = (sum * 31 + ref.charCodeAt(i)) % 1_000_003;
  }
  return sum % shards;
}

/** Neighbours by reference, in files that a page loads one at a time. */
export function graphFiles(model: SiteModel): SiteFile[] {
  const count = graphShards(model);
  const shards = Array.from({ length: count }, () => [] as [string, object][]);
  for (const entity of model.entities) {
    const parts = entity.kind === 'system' || entity.kind === 'domain' ? model.partsOf(refOf(entity)).map(refOf) : [];
    shards[shardOf(refOf(entity), count)].push([refOf(entity), {
      title: titleOf(entity),
      type: entity.type,
      owner: entity.owner ?? '',
      page: pageOf(entity),
      uses: model.usesOf(entity),
      usedBy: model.usedBy(entity),
      ...parts.length > 0 && { parts },
    }]);
  }
  return shards.map((rows, i) => dataFile(`graph/${i}`, Object.fromEntries(rows)));
}

/** What can be searched, in files that a page loads when somebody begins to search. */
export function searchFiles(model: SiteModel): SiteFile[] {
  const rows = model.entities.map(entity => [
    pageOf(entity), titleOf(entity), entity.name, entity.kind, entity.type, (entity.owner ?? '').replace(/^.*\//, ''), entity.namespace, entity.tags.join(' '),
    (entity.description ?? '').slice(0, DESCRIPTION_LIMIT),
  ]);
  return Array.from({ length: searchShards(model) }, (_, i) => dataFile(`search/${i}`, rows.slice(i * SEARCH_ROWS, (i + 1) * SEARCH_ROWS)));
}

/** Data as a script: a page that was opened from a disk may load scripts, and nothing else. */
function dataFile(path: string, content: unknown): SiteFile {
  return { path: `data/${path}.js`, content: `(globalThis.siteData??={})[${JSON.stringify(path)}]=${JSON.stringify(content)}` };
}
