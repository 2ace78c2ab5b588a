import { Construct } from 'constructs';
import { ABOUT, IMAGE, everything, written } from './program';
import { checkCatalog } from '../../src/catalog/check-catalog';
import { refOf } from '../../src/catalog/entity-ref';
import { edgesOf } from '../../src/catalog/graph';
import {
  Binding, CatalogFacts, CatalogKind, IBindable, IPlatformComponent, PlatformApp, PlatformService, PostgresInstance, PostgresSize, TeamNamespace,
} from 'pavement';

const shop = written(everything, ABOUT);

test('everything of the program is there once, whatever the number of environments', () => {
  expect(shop.catalog.entities.map(refOf)).toEqual([
    'group:default/commerce', 'group:default/team-payments', 'domain:default/money', 'domain:default/retail', 'system:default/shop',
    'component:shop/cart', 'component:shop/orders-migration', 'component:shop/web', 'resource:shop/orders-db', 'api:shop/cart', 'api:shop/cart-admin',
  ]);
});

test('edges are those of the bindings and the calls', () => {
  expect(edgesOf(shop.catalog.entities).filter(({ kind }) => kind !== 'ownedBy' && kind !== 'partOf').map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual([
    'component:shop/cart dependsOn resource:shop/orders-db',
    'component:shop/cart provides api:shop/cart',
    'component:shop/cart provides api:shop/cart-admin',
    'component:shop/orders-migration dependsOn resource:shop/orders-db',
    // the main port is called, so that the API of the other port is not consumed
    'component:shop/web consumes api:shop/cart',
    'component:shop/web dependsOn component:ledger/ledger-api',
    'component:shop/web dependsOn component:shop/cart',
    'component:shop/web dependsOn resource:shop/orders-db',
  ]);
});

test('a service says what its author and the standards say of it', () => {
  const { environments, links, ...web } = shop.entity('component:shop/web');

  expect(web).toMatchObject({
    title: 'Shop front',
    description: 'What customers see',
    type: 'service',
    owner: 'group:default/team-payments',
    lifecycle: 'production',
    tier: 'critical',
    system: 'system:default/shop',
    tags: ['c++', 'web'],
    podSelector: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'shop' },
    repository: { url: 'https://github.com/acme/shop', branch: 'main', source: 'platform/main.ts' },
  });
  expect(links.map(({ type, url }) => `${type} ${url}`)).toEqual([
    'undefined https://wiki.example.com/web',
    'runbook https://runbooks.example.com/team-payments/web/',
    'runbook https://wiki.example.com/team-payments/web',
    ...['dev', 'staging', 'prod'].map(name => `dashboard https://grafana.example.com/d/web?var-env=${name}`),
    'repository https://github.com/acme/shop',
  ]);
  expect(environments[2]).toMatchObject({
    name: 'prod', tier: 'prod', construct: 'prod/web', cluster: 'prod', argoCdApp: 'shop-prod', namespaces: ['shop'], files: ['prod/web.k8s.yaml'],
  });
});

test('objects and Terraform resources belong to who made them', () => {
  const [, , cart] = shop.entity('component:shop/cart').environments;
  const [, , database] = shop.entity('resource:shop/orders-db').environments;

  expect(cart.objects).toContainEqual({ kind: 'Deployment', namespace: 'shop', name: 'cart' });
  expect(cart.objects.every(({ name }) => name.startsWith('cart'))).toBe(true);
  expect(cart.addresses.every(address => address.split('.')[1].startsWith('cart_'))).toBe(true);
  expect(cart.addresses.length).toBeGreaterThan(0);
  expect(database.addresses).toContain('aws_kms_key.orders-db_key');
});

test('the system has the domain and the documentation, and the groups are those that somebody names, with what they are part of', () => {
  expect(shop.entity('system:default/shop')).toMatchObject({ title: 'Shop', domain: 'domain:default/money', docs: '.', owner: 'group:default/team-payments' });
  expect(shop.entity('group:default/team-payments')).toMatchObject({ title: 'Payments', parent: 'group:default/commerce', contact: 'payments@example.com' });
});

test('what is only in environments before production is experimental, unless its author knows better', () => {
  const { entity } = written(app => {
    new PlatformService(app.environment('dev'), 'new', { image: IMAGE });
    new PlatformService(app.environment('dev'), 'old', { image: IMAGE, catalog: { lifecycle: 'deprecated' } });
  });

  expect(['new', 'old'].map(name => entity(`component:shop/${name}`).lifecycle)).toEqual(['experimental', 'deprecated']);
});

test('where environments say different things, the most important one has the word', () => {
  const { entity } = written(app => app.environments.forEach(environment => {
    new PlatformService(environment, 'api', { image: IMAGE, catalog: { title: environment.environmentName } });
  }));

  expect(entity('component:shop/api').title).toBe('prod');
});

/** A cache as somebody else would write it: it knows the words of `core`. */
class Cache extends Construct implements IPlatformComponent, IBindable {
  public readonly componentName: string;
  public readonly componentType = 'cache';
  public readonly owner = 'team-platform';
  public constructor(scope: Construct, id: string, public readonly catalogFacts?: CatalogFacts) {
    super(scope, id);
    this.componentName = id;
  }
  public acceptBinding(): Binding {
    return { variables: [], descriptorPath: '', egress: [], statements: [], mounts: [] };
  }
}

/** A queue that says nothing of itself but that services can be bound to it. */
class Queue extends Construct implements IBindable {
  public acceptBinding(): Binding {
    return { variables: [{ name: 'QUEUE', value: 'q' }], descriptorPath: '', egress: [], statements: [], mounts: [] };
  }
}

test('a new kind of thing needs nothing but the words of core', () => {
  const { entity, catalog } = written(app => {
    const prod = app.environment('prod');
    const api = new PlatformService(prod, 'api', { image: IMAGE });
    api.bind(new Cache(prod, 'sessions'));
    api.bind(new Queue(prod, 'jobs'));
    new Cache(prod, 'search', { kind: CatalogKind.COMPONENT, type: 'search-engine', tier: 'critical', dependsOn: [{ target: api }] });
  });

  expect(entity('resource:shop/sessions')).toMatchObject({ type: 'cache', owner: 'group:default/team-platform' });
  expect(entity('resource:shop/jobs')).toMatchObject({ type: 'resource', owner: 'group:default/team-payments' });
  expect(entity('component:shop/search')).toMatchObject({ type: 'search-engine', tier: 'critical', dependsOn: ['component:shop/api'] });
  expect(checkCatalog(catalog.entities)).toEqual([]);
});

test('a program beside another one of the same system does not declare the system a second time', () => {
  const { catalog } = written(app => { new TeamNamespace(app.environment('prod'), 'namespace'); }, { catalog: { declaresSystem: false } });

  expect(catalog.entities.map(refOf)).toEqual(['group:default/team-payments', 'resource:shop/namespace']);
});

test('a system without a team of its own belongs to whoever owns most of it', () => {
  const { entity } = written((app: PlatformApp) => {
    const prod = app.environment('prod');
    new PostgresInstance(prod, 'a', { size: PostgresSize.SMALL, team: 'team-platform' });
    new PlatformService(prod, 'b', { image: IMAGE, team: 'team-payments' });
    new PlatformService(prod, 'c', { image: IMAGE, team: 'team-payments' });
  }, { team: undefined });

  expect(entity('system:default/shop').owner).toBe('group:default/team-payments');
});
