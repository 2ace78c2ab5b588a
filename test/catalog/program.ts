import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { catalogFromJson } from '../../src/catalog/catalog-json';
import { refOf } from '../../src/catalog/entity-ref';
import { Catalog, Entity } from '../../src/catalog/model';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { Access, ApiDefinition, External, Image, PlatformApp, PlatformAppProps, PlatformMigration, PlatformService, PostgresInstance, PostgresSize, ServiceTier, Standards } from 'pavement';

export const IMAGE = Image.digest('registry.example.com/shop/api', `sha256:${'0123456789abcdef'.repeat(4)}`);

/** Standards that say everything the catalog can be told. */
export const STANDARDS = Standards.fromProps({
  ...REFERENCE_STANDARDS,
  teams: {
    ...REFERENCE_STANDARDS.teams,
    'commerce': { costCenter: 'cc-1', contact: '#commerce', displayName: 'Commerce' },
    'team-payments': { costCenter: 'cc-1001', contact: 'payments@example.com', displayName: 'Payments', parent: 'commerce', onCall: 'https://oncall.example.com/payments' },
  },
  domains: { retail: { owner: 'commerce', displayName: 'Retail' }, money: { owner: 'team-payments', parent: 'retail', description: 'Everything that moves money' } },
  catalog: {
    dashboards: 'https://grafana.example.com/d/{component}?var-env={environment}', runbooks: 'https://wiki.example.com/{team}/{component}', argoCdApp: '{system}-{environment}',
  },
});

export const ABOUT: Partial<PlatformAppProps> = {
  standards: STANDARDS,
  catalog: { title: 'Shop', description: 'Where things are sold', domain: 'money', repository: 'https://github.com/acme/shop', source: 'platform/main.ts', docs: '.' },
};

/** A program in which everything that the catalog knows of is there. */
export function everything(app: PlatformApp): void {
  for (const environment of app.environments) {
    const orders = new PostgresInstance(environment, 'orders-db', { size: PostgresSize.SMALL, catalog: { title: 'Orders' } });
    const cart = new PlatformService(environment, 'cart', {
      image: IMAGE,
      additionalPorts: [{ name: 'admin', port: 9000 }],
      apis: [{ definition: ApiDefinition.file('api/cart.yaml') }, { name: 'cart-admin', type: 'grpc', port: 'admin', definition: ApiDefinition.text('service Admin {}'), description: 'For support' }],
    });
    const web = new PlatformService(environment, 'web', {
      image: IMAGE,
      tier: ServiceTier.CRITICAL,
      catalog: { title: 'Shop front', description: 'What customers see', tags: ['web', 'c++'], links: [{ url: 'https://wiki.example.com/web', title: 'Design' }] },
    });
    web.calls(cart);
    web.calls(External.service('ledger', 'ledger-api'));
    cart.bind(orders);
    web.bind(orders, { access: Access.READ });
    new PlatformMigration(environment, 'orders-migration', { image: IMAGE, service: cart, database: orders });
  }
}

/** What a synth wrote about what exists. */
export interface Written {
  readonly catalog: Catalog;
  readonly info: string;
  entity(reference: string): Entity;
}

/** Runs a program in a folder of its own. */
export function written(build: (app: PlatformApp) => void, props: Partial<PlatformAppProps> = {}): Written {
  const rootdir = mkdtempSync(join(tmpdir(), 'pavement-catalog-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir });
    build(app);
    app.synth();
    const catalog = catalogFromJson(JSON.parse(readFileSync(join(rootdir, 'governance/catalog.json'), 'utf8')) as Catalog);
    const byReference = new Map(catalog.entities.map(item => [refOf(item), item]));
    return {
      catalog,
      info: readFileSync(join(rootdir, 'catalog-info.yaml'), 'utf8'),
      entity: (reference: string) => byReference.get(reference) ?? fail(reference, [...byReference.keys()]),
    };
  } finally {
    stderr.mockRestore();
    rmSync(rootdir, { recursive: true, force: true });
  }
}

function fail(reference: string, known: readonly string[]): never {
  throw new Error(`${reference} is not among ${known.join(', ')}`);
}
