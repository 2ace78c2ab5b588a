import { parseAllDocuments } from 'yaml';
import { CATALOG_JSON } from '../catalog/catalog-json';
import { declaredEntities } from '../catalog/portals/backstage';
import { CATALOG_INFO } from '../catalog/portals/portal';
import { readJson } from '../catalog/read-catalog';
import { isRecord } from '../core/checks';
import { canonicalJson } from '../core/digest';
import { mergeCatalogInfo } from '../synth/merge-catalog-info';

/**
 * Whether a `catalog-info.yaml` says all that synth wrote into it, and beside that only what is marked as written by hand.
 *
 * People may write to it at any time, so that its bytes prove nothing. But what is generated can be put into it once more: when a generated
 * value was changed or removed, or an entity only pretends to be generated, it then says something else.
 *
 * @param catalog - the text of `governance/catalog.json`, which it was generated from; undefined when there is none
 */
export function saysWhatIsGenerated(content: string, catalog: string | undefined): boolean {
  try {
    const generated = catalog === undefined ? [] : declaredEntities(readJson(catalog, CATALOG_JSON));
    return meaning(mergeCatalogInfo(generated, content, CATALOG_INFO).content) === meaning(content);
  } catch {
    // what cannot be read says nothing
    return false;
  }
}

/** What a file says, whatever the order of its documents, fields and lists. */
function meaning(content: string): string {
  return canonicalJson(unordered(parseAllDocuments(content).map(document => document.toJS() as unknown).filter(document => document !== null)));
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return [...new Set(value.map(item => canonicalJson(unordered(item))))].sort();
  }
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, unordered(entry)])) : value;
}
