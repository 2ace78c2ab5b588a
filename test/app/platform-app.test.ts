import { Construct } from 'constructs';
import { IMAGE, synthesise } from '../synthesised';
import { Environment, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

test('has the environments of the standards, in their order', () => {
  synthesise(app => {
    expect(app.environments.map(({ environmentName, tier }) => [environmentName, tier])).toEqual([['dev', 'dev'], ['staging', 'staging'], ['prod', 'prod']]);
    expect(app.environment('staging')).toBe(app.environments[1]);
  });
});

test('environment and team as props mean the same as scope and app, byte for byte', () => {
  const byScope = synthesise(app => {
    const orders = new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL });
    new PlatformService(app.environment('prod'), 'api', { image: IMAGE }).bind(orders);
  });
  const byProps = synthesise(app => {
    const where = { environment: 'prod', team: 'team-payments' };
    const orders = new PostgresInstance(app, 'orders', { size: PostgresSize.SMALL, ...where });
    new PlatformService(app, 'api', { image: IMAGE, ...where }).bind(orders);
  }, { team: undefined });

  expect(byProps.files).toEqual(byScope.files);
});

test('the same id can be declared from the app once for each environment', () => {
  const output = synthesise(app => app.environments.forEach(({ environmentName }) =>
    new PlatformService(app, 'api', { image: IMAGE, environment: environmentName })));

  expect(Object.keys(output.files).filter(path => path.startsWith('dist/'))).toEqual(
    expect.arrayContaining(['dist/dev/api.k8s.yaml', 'dist/staging/api.k8s.yaml', 'dist/prod/api.k8s.yaml']),
  );
});

test('constructs of the team\'s own between environment and service change no name', () => {
  class Storefront extends Construct {
    constructor(scope: Construct, id: string) {
      super(scope, id);
      new PlatformService(this, 'api', { image: IMAGE });
    }
  }
  const output = synthesise(app => {
    const storefront = new Storefront(app.environment('prod'), 'storefront');
    expect(Environment.of(storefront)).toBe(app.environment('prod'));
  });
  const [manifests] = Object.entries(output.files).filter(([path]) => path.startsWith('dist/prod/'));

  expect(manifests[1]).toContain('kind: Deployment');
  expect(manifests[1]).toMatch(/^ {2}name: api$/m);
});

test('answers everything as one text without writing anything', () => {
  const output = synthesise(app => {
    new PlatformService(app.environment('dev'), 'api', { image: IMAGE });
    new PlatformService(app.environment('prod'), 'api', { image: IMAGE });
    const text = app.synthYaml();

    expect(text.match(/^kind: Deployment$/gm)).toHaveLength(2);
  });

  expect(output.manifests('dev', 'api').length).toBeGreaterThan(3);
});
