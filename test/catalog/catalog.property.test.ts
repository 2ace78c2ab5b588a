import fc from 'fast-check';
import { IMAGE, STANDARDS, written } from './program';
import { checkCatalog } from '../../src/catalog/check-catalog';
import { canonical } from '../../src/catalog/compare';
import { refOf } from '../../src/catalog/entity-ref';
import { edgesOf, reach } from '../../src/catalog/graph';
import { Catalog, Entity, entity, sortEntities } from '../../src/catalog/model';
import { PORTALS } from '../../src/catalog/portals/all';
import { Portal } from '../../src/catalog/portals/portal';
import { parsePortalText, portalText } from '../../src/cli/catalog/portal-text';
import { External, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

const SERVICES = ['a', 'b', 'c', 'd'];
const DATABASES = ['x', 'y'];

/** What a program says: which environments, who calls whom, who is bound to what. */
interface Plan {
  readonly environments: string[];
  readonly calls: [string, string][];
  readonly binds: [string, string][];
  readonly externals: [string, string][];
}

const pair = <T>(from: readonly T[], to: readonly T[]) =>
  fc.uniqueArray(fc.tuple(fc.constantFrom(...from), fc.constantFrom(...to)), { maxLength: 5, selector: String });
const plan: fc.Arbitrary<Plan> = fc.record({
  environments: fc.subarray(['dev', 'staging', 'prod'], { minLength: 1 }),
  calls: pair(SERVICES, SERVICES).map(calls => calls.filter(([from, to]) => from !== to)),
  binds: pair(SERVICES, DATABASES),
  externals: pair(SERVICES, ['ledger', 'search']),
});

function program({ environments, calls, binds, externals }: Plan): (app: PlatformApp) => void {
  return app => environments.forEach(name => {
    const environment = app.environment(name);
    const services = new Map(SERVICES.map(id => [id, new PlatformService(environment, id, { image: IMAGE })]));
    const databases = new Map(DATABASES.map(id => [id, new PostgresInstance(environment, id, { size: PostgresSize.SMALL })]));
    calls.forEach(([from, to]) => services.get(from)?.calls(services.get(to) as PlatformService));
    // each binding has a prefix of its own, or the second would set the variables of the first
    binds.forEach(([from, to]) => services.get(from)?.bind(databases.get(to) as PostgresInstance, { prefix: to.toUpperCase() }));
    externals.forEach(([from, system]) => services.get(from)?.calls(External.service(system, `${system}-api`)));
  });
}

const edges = (entities: readonly Entity[]) => edgesOf(entities).map(({ from, kind, to }) => `${from} ${kind} ${to}`);

test('the catalog of any program leads nowhere that is not there', () => {
  fc.assert(fc.property(plan, said => {
    const { catalog } = written(program(said), { standards: STANDARDS });

    expect(checkCatalog(catalog.entities).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(edges(catalog.entities).filter(edge => edge.includes(' dependsOn '))).toHaveLength(said.calls.length + said.binds.length + said.externals.length);
  }), { numRuns: 15 });
});

test('one more binding is exactly one more edge', () => {
  fc.assert(fc.property(plan, fc.constantFrom(...SERVICES), fc.constantFrom(...DATABASES), (said, service, database) => {
    fc.pre(!said.binds.some(([from, to]) => from === service && to === database));
    const before = edges(written(program(said)).catalog.entities);
    const after = edges(written(program({ ...said, binds: [...said.binds, [service, database]] })).catalog.entities);

    expect(after.filter(edge => !before.includes(edge))).toEqual([`component:shop/${service} dependsOn resource:shop/${database}`]);
    expect(before.filter(edge => !after.includes(edge))).toEqual([]);
  }), { numRuns: 10 });
});

const id = fc.stringMatching(/^[a-z][a-z0-9]{1,5}(-[a-z0-9]{1,4}){0,2}$/);
const text = fc.oneof(fc.stringMatching(/^[ -~]*[!-~][ -~]*$/), fc.constantFrom('no', '1e3', 'a: b # c', 'two\nlines', 'ü', "'"));
const link = fc.record({ url: fc.webUrl().map(url => url.replace(/^http:/, 'https:')), title: text, type: fc.constantFrom('runbook', 'dashboard') });
const anyEntity = (names: readonly string[]): fc.Arbitrary<Entity> => fc.record({
  title: text,
  description: text,
  lifecycle: fc.constantFrom('production', 'experimental'),
  tier: fc.constantFrom('critical', 'standard'),
  tags: fc.uniqueArray(id, { maxLength: 3 }).map(tags => [...tags].sort()),
  links: fc.uniqueArray(link, { maxLength: 3, selector: ({ url }) => url }),
  dependsOn: fc.subarray(names.map(name => `component:shop/${name}`)).map(refs => [...refs].sort()),
}, { requiredKeys: ['tags', 'links', 'dependsOn'] }).chain(rest => fc.constantFrom(...names).map(name => entity('component', 'shop', name, {
  ...rest, lifecycle: rest.lifecycle ?? 'production', type: 'service', owner: 'group:default/team', system: 'system:default/shop',
})));

const entitiesOf = (names: readonly string[]) => fc.tuple(...names.map(name => anyEntity(names).map(item => ({ ...item, name }))));

test.each(PORTALS.map(portal => [portal.title, portal] as const))('whatever people write about a component comes back from %s', (_, portal: Portal) => {
  fc.assert(fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 4 }).chain(entitiesOf), entities => {
    const catalog: Catalog = { labelDomain: 'platform.example.com', library: 'pavement 1.0.0', entities: sortEntities(entities) };
    const { files, losses } = portal.emit(catalog);
    const back = portal.parse(files.map(file => parsePortalText(file.path, portalText(file)))).entities;

    expect(losses.filter(({ emittedAs }) => emittedAs === undefined)).toEqual([]);
    expect(back.map(canonical)).toEqual(catalog.entities.map(canonical));
  }), { numRuns: 100 });
});

test('whoever a change reaches needs it, and everybody who needs it is reached', () => {
  const names = Array.from({ length: 8 }, (_, i) => `n${i}`);
  const graph = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 20, selector: String });
  fc.assert(fc.property(graph, fc.constantFrom(...names), (needs, changed) => {
    const entities = names.map(name => entity('component', 'shop', name, { dependsOn: needs.filter(([from]) => from === name).map(([, to]) => `component:shop/${to}`) }));
    const reached = new Set(reach(entities, [`component:shop/${changed}`], 'dependents').map(({ reference }) => reference));

    // closed under "needs", by brute force
    entities.forEach(item => expect(reached.has(refOf(item))).toBe(refOf(item) === `component:shop/${changed}` || item.dependsOn.some(target => reached.has(target))));
  }));
});
