import { existsSync, readFileSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { manifestFacts } from './manifest-facts';
import { DocumentPage, Governance, GovernanceLine, SiteSource } from './site-input';
import { fail } from '../../core/problems';
import { refOf } from '../entity-ref';
import { Catalog } from '../model';
import { readCatalog } from '../read-catalog';

const GOVERNANCE = 'governance';

/**
 * Reads what a repository contributes: the catalog that synth wrote, the report, the documents of its team and its manifests. A file of a
 * catalog, or an index, is the catalog alone.
 */
export function readSource(folder: string, shown: string): SiteSource {
  const catalog = readCatalog(folder, shown);
  if (!statSync(folder).isDirectory()) {
    return { folder: shown, catalog, documents: [], facts: new Map() };
  }
  const report = join(folder, GOVERNANCE, 'report.json');
  return {
    folder: shown,
    catalog,
    governance: existsSync(report) ? governanceOf(jsonOf(report, join(shown, GOVERNANCE, 'report.json'))) : undefined,
    documents: documentsIn(join(folder, docsFolder(catalog))),
    facts: new Map(catalog.entities.filter(({ kind }) => kind === 'component').map(entity => [
      refOf(entity), manifestFacts(entity.environments.map(({ files = [] }) => files.map(file => join(folder, 'dist', file)).filter(existsSync))),
    ])),
  };
}

function jsonOf(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(shown, 'the file must be JSON', (error as Error).message, 'run synth again');
  }
}

/** The parts of the report that the site shows; what another version of it lacks is left out. */
interface Report {
  readonly result?: string;
  readonly summary?: { readonly controls?: number };
  readonly findings?: readonly {
    readonly control: string;
    readonly severity?: string;
    readonly message?: string;
    readonly must?: string;
    readonly waiver?: string;
    readonly target?: Partial<Readonly<Record<'plane' | 'constructPath' | 'environment' | 'kind' | 'name', string>>>;
  }[];
  readonly waivers?: readonly { readonly id: string; readonly expires?: string }[];
}

function governanceOf(document: unknown): Governance {
  const { result = '', summary, findings = [], waivers = [] } = document as Report;
  const ends = new Map(waivers.map(({ id, expires }) => [id, expires]));
  return {
    result,
    controls: summary?.controls ?? 0,
    lines: findings.map(({ control, severity = '', message, must, waiver, target }): GovernanceLine => ({
      control,
      severity,
      text: message ?? must ?? '',
      construct: target?.constructPath ?? '',
      environment: target?.environment ?? '',
      address: target?.plane === 'terraform' ? `${target.kind}.${target.name}` : undefined,
      waiver,
      expires: waiver === undefined ? undefined : ends.get(waiver),
    })),
  };
}

/** The folder of the documents: `docs`, below where the catalog says that `mkdocs.yml` is. */
function docsFolder({ entities }: Catalog): string {
  const docs = entities.find(({ kind, docs: said }) => kind === 'system' && said !== undefined)?.docs ?? '.';
  return join(docs.replace(/^dir:/, ''), 'docs');
}

/** Every Markdown file below a folder, sorted; nothing outside of it. */
function documentsIn(folder: string): DocumentPage[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return [];
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.md'))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => ({ path: path.slice(folder.length + 1).split('\\').join('/'), markdown: readFileSync(path, 'utf8') }))
    .sort((a, b) => a.path < b.path ? -1 : 1);
}
