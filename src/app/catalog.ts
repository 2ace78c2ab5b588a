import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { IConstruct } from 'constructs';
import { CatalogSpec } from './resolve-catalog';
import { buildCatalog, componentRef } from '../catalog/build-catalog';
import { CATALOG_JSON, catalogJson } from '../catalog/catalog-json';
import { checkCatalog } from '../catalog/check-catalog';
import { catalogFindingText } from '../catalog/finding';
import { Catalog } from '../catalog/model';
import { declaredEntities } from '../catalog/portals/backstage';
import { CATALOG_INFO } from '../catalog/portals/portal';
import { throwProblems } from '../core/problems';
import { RenderedFile, RenderedOutput } from '../core/rendered';
import { StandardsProps } from '../standards/standards-props';
import { CATALOG_INFO_NAME, entitiesYaml } from '../synth/catalog-info';
import { describeComponents } from '../synth/describe-program';

/** What the catalog of a program is made from. */
export interface CatalogOptions {
  readonly system: string;
  readonly team?: string;
  readonly about: CatalogSpec;
  readonly standards: StandardsProps;
  readonly library: string;
  /** Folder of `catalog-info.yaml`. */
  readonly folder: string;
}

/** What the catalog adds to the output, and what its readers should know. */
export interface CatalogOutput {
  readonly files: RenderedFile[];
  /** Names of files that nobody touches, whoever wrote them. */
  readonly untouched: string[];
  readonly warnings: string[];
}

/** The catalog of a program, for the portal and, whole, beside the attestation. Throws with everything that does not hold; reads, but writes nothing. */
export function catalogOutput(app: IConstruct, output: RenderedOutput, options: CatalogOptions): CatalogOutput {
  const { system, team, about, standards, library, folder } = options;
  const components = describeComponents(app.node.findAll(), output);
  const catalog = buildCatalog({ system, about: { ...about, team }, standards, library, components });
  const file = about.file ? catalogFile(catalog, folder) : undefined;

  const origins = new Map(components.map(component => [componentRef(system, component), component]));
  const findings = checkCatalog([...catalog.entities, ...file?.handWritten ?? []], { locate: reference => origins.get(reference)?.origin });
  throwProblems(findings.filter(({ severity }) => severity === 'error').map(catalogFindingText));
  return {
    files: [
      ...catalog.entities.length === 0 ? [] : [{ folder: 'governance' as const, path: CATALOG_JSON, content: catalogJson(catalog) }],
      ...!file || file.content === '' ? [] : [{ folder: 'root' as const, path: CATALOG_INFO, content: file.content }],
    ],
    untouched: about.file ? [] : [CATALOG_INFO_NAME],
    warnings: findings.filter(({ severity }) => severity === 'warning').map(catalogFindingText),
  };
}

/** The file that the portal reads, with what a team wrote into it. */
function catalogFile(catalog: Catalog, folder: string): ReturnType<typeof import('../synth/merge-catalog-info').mergeCatalogInfo> {
  const entities = declaredEntities(catalog);
  const path = join(folder, CATALOG_INFO);
  const there = statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined;
  const generated = entitiesYaml(entities);
  if (there === undefined || there === generated) {
    return { content: generated, handWritten: [] };
  }
  // loaded when there is something to merge with
  const { mergeCatalogInfo } = require('../synth/merge-catalog-info') as typeof import('../synth/merge-catalog-info'); // eslint-disable-line @typescript-eslint/no-require-imports
  return mergeCatalogInfo(entities, there, CATALOG_INFO);
}
