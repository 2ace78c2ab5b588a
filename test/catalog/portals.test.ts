import { entityEnvelopeSchemaValidator, EntityPolicies, SchemaValidEntityPolicy, DefaultNamespaceEntityPolicy, FieldFormatEntityPolicy, NoForeignRootFieldsEntityPolicy, componentEntityV1alpha1Validator, resourceEntityV1alpha1Validator, apiEntityV1alpha1Validator, systemEntityV1alpha1Validator, domainEntityV1alpha1Validator, groupEntityV1alpha1Validator } from '@backstage/catalog-model';
import { ABOUT, IMAGE, everything, written } from './program';
import { canonical } from '../../src/catalog/compare';
import { refOf } from '../../src/catalog/entity-ref';
import { Catalog, Entity } from '../../src/catalog/model';
import { PORTALS } from '../../src/catalog/portals/all';
import { BackstageEntity } from '../../src/catalog/portals/backstage';
import { Loss, Portal } from '../../src/catalog/portals/portal';
import { parsePortalText, portalText } from '../../src/cli/catalog/portal-text';
import { PlatformApp, PlatformService } from 'pavement';

const { catalog } = written(everything, ABOUT);

/** What a catalog is after it went through the files of a portal, as text. */
function returned(portal: Portal, given: Catalog): { entities: readonly Entity[]; losses: readonly Loss[] } {
  const { files, losses } = portal.emit(given);
  return { entities: portal.parse(files.map(file => parsePortalText(file.path, portalText(file)))).entities, losses };
}

/** The fields of an entity, as `environments.cluster` where they are of environments. */
function fieldsOf({ origin: _, generated: __, environments, ...item }: Entity): Map<string, string> {
  const fields = new Map(Object.entries(item).map(([field, value]) => [field, JSON.stringify(canonical(value))]));
  environments.forEach((environment, i) => Object.entries(environment).forEach(([field, value]) => {
    if (value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0)) {
      fields.set(`environments.${field} ${i}`, JSON.stringify(canonical(value)));
    }
  }));
  return fields;
}

describe.each(PORTALS.map(portal => [portal.title, portal] as const))('%s', (_, portal) => {
  test('accepts what is written for it, by its own rules', () => {
    expect(portal.problems(portal.emit(catalog).files)).toEqual([]);
  });

  test('gives back everything but what the loss report says it leaves out', () => {
    const { entities, losses } = returned(portal, catalog);
    const back = new Map(entities.map(item => [refOf(item), item]));
    const dropped = losses.filter(({ emittedAs }) => emittedAs === undefined);
    const isDropped = (reference: string, field: string) => dropped.some(loss => loss.field === field && loss.entities.includes(reference));

    for (const item of catalog.entities) {
      const reference = refOf(item);
      const again = back.get(reference);
      if (!again) {
        expect([reference, isDropped(reference, item.kind)]).toEqual([reference, true]);
        continue;
      }
      const [before, after] = [fieldsOf(item), fieldsOf(again)];
      const lost = [...before].filter(([field, value]) => after.get(field) !== value && !isDropped(reference, field.split(' ')[0]));
      expect([reference, lost.map(([field, value]) => [field, value, after.get(field)])]).toEqual([reference, []]);
    }
  });

  test('names nothing as left out that comes back', () => {
    const { entities, losses } = returned(portal, catalog);
    const back = new Map(entities.map(item => [refOf(item), fieldsOf(item)]));

    const named = losses.filter(({ emittedAs }) => emittedAs === undefined)
      .flatMap(({ field, entities: all }) => all.map(reference => ({ field, reference })));
    const original = new Map(catalog.entities.map(item => [refOf(item), fieldsOf(item)]));
    const kept = named.filter(({ field, reference }) => {
      const now = back.get(reference);
      return now && [...original.get(reference) ?? []].filter(([name]) => name.split(' ')[0] === field).every(([name, value]) => now.get(name) === value);
    });
    expect(kept).toEqual([]);
  });

  test('has something against an entity without a name', () => {
    const { files } = portal.emit(catalog);
    const nameless = JSON.parse(JSON.stringify(files).replace(/"(name|identifier|x-cortex-tag)":"[^"]*",?/g, '').replace(/,}/g, '}')) as typeof files;

    expect(portal.problems(nameless)).not.toEqual([]);
  });
});

test('the same catalog is told to every portal: who is there and what leads where', () => {
  const graphs = PORTALS.filter(({ name }) => name !== 'score').map(portal => returned(portal, catalog).entities
    .map(item => [refOf(item), item.owner, item.system, item.dependsOn, item.provides, item.consumes]));

  graphs.forEach(graph => expect(graph).toEqual(graphs[0]));
});

test('OpsLevel reads YAML 1.1: every text is in quotes', () => {
  const opslevel = PORTALS.find(({ name }) => name === 'opslevel') as Portal;
  const [file] = opslevel.emit({ ...catalog, entities: [{ ...catalog.entities[5], description: 'no' }] }).files;

  expect(portalText(file)).toContain('description: "no"');
});

describe('the model of Backstage itself', () => {
  const policy = EntityPolicies.allOf([
    new SchemaValidEntityPolicy(), new DefaultNamespaceEntityPolicy(), new NoForeignRootFieldsEntityPolicy(), new FieldFormatEntityPolicy(),
  ]);
  const validators = [
    componentEntityV1alpha1Validator, resourceEntityV1alpha1Validator, apiEntityV1alpha1Validator, systemEntityV1alpha1Validator,
    domainEntityV1alpha1Validator, groupEntityV1alpha1Validator,
  ];
  const backstage = PORTALS.find(({ name }) => name === 'backstage') as Portal;
  const envelope = entityEnvelopeSchemaValidator();

  const entities = backstage.emit(catalog).files[0].documents as BackstageEntity[];
  const annotationsOf = (kind: string, name: string) =>
    entities.find(entity => entity.kind === kind && entity.metadata.name === name)?.metadata.annotations;
  const REPOSITORY = {
    'backstage.io/source-location': 'url:https://github.com/acme/shop/tree/main/',
    'backstage.io/view-url': 'https://github.com/acme/shop/blob/main/platform/main.ts',
    'backstage.io/edit-url': 'https://github.com/acme/shop/edit/main/platform/main.ts',
    'github.com/project-slug': 'acme/shop',
  };
  const MADE = { 'platform.example.com/managed-by': 'pavement', 'platform.example.com/library': expect.stringMatching(/^pavement \d/) };
  const everywhere = (name: string) => ({
    'platform.example.com/environments': 'dev, staging, prod',
    'platform.example.com/construct-paths': `dev/${name}, staging/${name}, prod/${name}`,
    'argocd/app-name': 'shop-prod',
    'backstage.io/techdocs-entity': 'system:default/shop',
  });

  test('its plugins find what they look for in a component, and nothing else is there', () => {
    expect(annotationsOf('Component', 'web')).toEqual({
      ...MADE,
      ...REPOSITORY,
      ...everywhere('web'),
      'platform.example.com/tier': 'critical',
      'backstage.io/kubernetes-id': 'web',
      'backstage.io/kubernetes-label-selector': 'app.kubernetes.io/name=web,app.kubernetes.io/part-of=shop',
      'backstage.io/kubernetes-namespace': 'shop',
    });
  });

  test('and in a resource, an API and a system', () => {
    expect(annotationsOf('Resource', 'orders-db')).toEqual({ ...MADE, ...REPOSITORY, ...everywhere('orders-db'), 'platform.example.com/lifecycle': 'production' });
    expect(annotationsOf('API', 'cart')).toEqual({ ...MADE, ...REPOSITORY, 'backstage.io/techdocs-entity': 'system:default/shop' });
    expect(annotationsOf('System', 'shop')).toEqual({ ...MADE, ...REPOSITORY, 'backstage.io/techdocs-ref': 'dir:.' });
  });

  test('a repository on GitLab has addresses as GitLab makes them', () => {
    const at = (repository: string) => {
      const build = (app: PlatformApp) => { new PlatformService(app.environment('prod'), 'web', { image: IMAGE }); };
      const given = written(build, { catalog: { repository, source: 'main.ts' } }).catalog;
      const [entity] = (backstage.emit(given).files[0].documents as BackstageEntity[]).filter(({ kind }) => kind === 'Component');
      return Object.fromEntries(Object.entries(entity.metadata.annotations as Record<string, string>).filter(([key]) => /slug|source|url|project/.test(key)));
    };

    expect(at('https://gitlab.example.com/acme/group/shop')).toEqual({
      'backstage.io/source-location': 'url:https://gitlab.example.com/acme/group/shop/-/tree/main/',
      'backstage.io/view-url': 'https://gitlab.example.com/acme/group/shop/-/blob/main/main.ts',
      'backstage.io/edit-url': 'https://gitlab.example.com/acme/group/shop/-/edit/main/main.ts',
      'gitlab.com/project-slug': 'acme/group/shop',
    });
  });

  test.each(entities.map(entity => [`${entity.kind} ${String(entity.metadata.name)}`, entity] as const))('accepts %s', async (_, document) => {
    // the placeholder is put in place by the portal, before its kinds are looked at
    const entity = JSON.parse(JSON.stringify(document).replace(/\{"\$text":"[^"]*"\}/, '"openapi: 3.0.0"')) as Parameters<typeof policy.enforce>[0];
    envelope(entity);
    await policy.enforce(entity);
    const accepted = await Promise.all(validators.map(async validator => validator.check(entity)));

    expect(accepted.filter(Boolean)).toHaveLength(1);
  });
});
