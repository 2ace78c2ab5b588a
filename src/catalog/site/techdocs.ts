import { stringify } from 'yaml';
import { documentsOf, nameOfPage } from './document-pages';
import { SiteFile } from './layout';
import { titleOf } from './parts';
import { SiteModel } from './site-model';
import { Entity } from '../model';

/** The documents of a system as MkDocs and Backstage's TechDocs build them: `mkdocs.yml` and a folder `docs`. */
export function techDocs(model: SiteModel, system: Entity): SiteFile[] {
  const documents = documentsOf(model, system);
  const settings = {
    site_name: titleOf(system),
    ...system.description !== undefined && { site_description: system.description },
    docs_dir: 'docs',
    nav: documents.map(({ path }) => ({ [nameOfPage(path)]: path })),
    plugins: ['techdocs-core'],
  };
  return [{ path: 'mkdocs.yml', content: stringify(settings) }, ...documents.map(({ path, markdown }) => ({ path: `docs/${path}`, content: markdown }))];
}
