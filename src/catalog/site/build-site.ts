import { browsePages, homePage } from './browse-pages';
import { documentPages } from './document-pages';
import { entityPage } from './entity-page';
import { SiteFile, SiteFrame } from './layout';
import { graphFiles, graphShards, searchFiles, searchShards } from './shards';
import { SiteModel } from './site-model';
import { systemPage } from './system-page';
import { teamPage } from './team-page';

/** Every file of the site but its assets, one after the other: a large catalog is never in memory as pages. */
export function* buildSite(model: SiteModel, title: string): Generator<SiteFile> {
  const frame: SiteFrame = { title, graphShards: graphShards(model), searchShards: searchShards(model) };
  yield homePage(frame, model);
  yield* browsePages(frame, model);
  for (const entity of model.entities) {
    if (entity.kind === 'group') {
      yield teamPage(frame, model, entity);
    } else if (entity.kind === 'system' || entity.kind === 'domain') {
      yield systemPage(frame, model, entity);
      yield* entity.kind === 'system' ? documentPages(frame, model, entity) : [];
    } else {
      yield entityPage(frame, model, entity);
    }
  }
  yield* graphFiles(model);
  yield* searchFiles(model);
}
