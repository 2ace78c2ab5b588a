import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CatalogEntity, onBackstage } from './harness/backstage';
import { buildOrganization } from '../../src/catalog/build-organization';
import { catalogFromJson } from '../../src/catalog/catalog-json';
import { refOf } from '../../src/catalog/entity-ref';
import { edgesOf } from '../../src/catalog/graph';
import { Catalog } from '../../src/catalog/model';
import { backstageEntities } from '../../src/catalog/portals/backstage';
import { readStandards } from '../../src/standards/read-standards';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { entitiesYaml } from '../../src/synth/catalog-info';

const EXAMPLES = resolve(__dirname, '..', '..', 'examples');

/** What stands in an example's files, and the whole catalog that was written with them. */
interface Example {
  readonly name: string;
  readonly info: string;
  readonly system: string;
  readonly catalog: Catalog;
}

const examples: Example[] = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
  const info = join(EXAMPLES, name, 'expected', 'catalog-info.yaml');
  const catalog = catalogFromJson(JSON.parse(readFileSync(join(EXAMPLES, name, 'expected', 'governance', 'catalog.json'), 'utf8')) as Catalog);
  return { name, info, catalog, system: catalog.entities.find(({ kind }) => kind === 'system')?.name ?? '' };
});

/** Examples of one system would claim the same names, as two programs of a company never do: each goes to a backend without the others. */
function rounds(): Example[][] {
  const left = [...examples];
  const found: Example[][] = [];
  while (left.length > 0) {
    const round = left.filter(({ system }, i) => left.findIndex((other) => other.system === system) === i);
    round.forEach((example) => left.splice(left.indexOf(example), 1));
    found.push(round);
  }
  return found;
}

/** The inverse of a relation is not asked for: the catalog makes it of the other one. */
const RELATIONS: Record<string, string> = { dependsOn: 'dependsOn', provides: 'providesApi', consumes: 'consumesApi', partOf: 'partOf', ownedBy: 'ownedBy' };

const referenceOf = ({ kind, metadata: { namespace, name } }: CatalogEntity) => `${kind.toLowerCase()}:${namespace}/${name}`;

let folder = '';
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'pavement-organization-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The groups of the organisations that the examples are of, as `pavement catalog organization` writes them. */
function organizations(): string {
  const standards = [REFERENCE_STANDARDS, readStandards(join(EXAMPLES, 'organisation', 'acme-platform', 'standards.yaml'))];
  const path = join(folder, 'organization.yaml');
  writeFileSync(path, standards.map((props) => buildOrganization(props, 'pavement')).map((catalog) => entitiesYaml(backstageEntities(catalog, catalog.entities))).join(''));
  return path;
}

test.each(rounds().map((round) => [round.map(({ name }) => name).join(', '), round] as const))('Backstage takes %s and shows owners and relations without a complaint', async (_, round) => {
  const organization = organizations();
  const wanted = [organization, ...round.map(({ info }) => info)].flatMap((file) => parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as CatalogEntity));

  await onBackstage({ files: [organization, ...round.map(({ info }) => info)] }, async (backstage) => {
    const entities = await backstage.ingested(wanted.length, [...new Set(wanted.map(({ kind }) => kind))]);
    const byReference = new Map(entities.map((entity) => [referenceOf(entity), entity]));

    expect([...byReference.keys()].sort()).toEqual(wanted.map(({ kind, metadata: { namespace = 'default', name } }) => `${kind.toLowerCase()}:${namespace}/${name}`).sort());
    for (const { catalog } of round) {
      const declared = catalog.entities.filter(({ kind }) => kind !== 'group' && kind !== 'domain');
      for (const { from, kind, to } of edgesOf(declared)) {
        expect([from, byReference.get(from)?.relations]).toEqual([from, expect.arrayContaining([{ type: RELATIONS[kind], targetRef: to }])]);
      }
      // and none that the program did not declare
      for (const item of declared) {
        const own = (byReference.get(refOf(item))?.relations ?? []).filter(({ type }) => Object.values(RELATIONS).includes(type));
        expect([refOf(item), own.length]).toEqual([refOf(item), edgesOf([item]).length]);
      }
    }
    expect(entities.flatMap(({ status }) => status?.items ?? [])).toEqual([]);
    expect(backstage.complaints()).toEqual([]);
  });
}, 900_000);
