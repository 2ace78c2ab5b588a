import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { ApiObject, Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { contents, messageOf, scratch } from './scratch';
import { twins } from './twins';
import { Image, PlatformApp, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

/** The error of a program, of which nothing may have been written. */
function problemOf(program: (app: PlatformApp) => void): string {
  const rootdir = scratch();
  const app = new PlatformApp({ system: 'checkout', team: 'team-payments', rootdir, outdir: `${rootdir}/dist` });
  program(app);

  const message = messageOf(() => app.synth());

  expect(contents(rootdir)).toEqual({});
  return message;
}

function object(scope: Construct, id = 'object'): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap' });
}

function service(app: PlatformApp): PlatformService {
  return new PlatformService(app.environment('dev'), 'api', { image: Image.tag('registry.example.com/shop/api', '1.0.0') });
}

describe('what constructs find wrong with themselves', () => {
  test('comes out all at once, in the words of cdk8s', () => {
    const { cdk8s, pavement } = twins(app => {
      const chart = new Chart(app, 'chart');
      chart.node.addValidation({ validate: () => ['first', 'second'] });
      object(new Construct(chart, 'group')).node.addValidation({ validate: () => ['third'] });
      new Construct(app, 'outside').node.addValidation({ validate: () => ['fourth'] });
    });

    expect(pavement).toMatchObject({
      message: 'Validation failed with the following errors:\n  [chart] first\n  [chart] second\n  [chart/group/object] third\n  [outside] fourth',
    });
    expect(cdk8s).toMatchObject({ message: (pavement as Error).message });
  });

  test('comes out together with what the library finds', () => {
    const message = problemOf(app => {
      service(app).node.addValidation({ validate: () => ['mine'] });
      new PlatformService(app.environment('dev'), 'low', { image: Image.tag('registry.example.com/shop/api', '1.0.0'), port: 80 });
    });

    expect(message.split('\n')).toEqual([
      'Validation failed with the following errors:',
      '  [dev/api] mine',
      expect.stringMatching(/^ {2}\[dev\/low\] port must be .*, got 80; /),
    ]);
  });

  test('comes before what could not be rendered because of it', () => {
    const message = problemOf(app => {
      const chart = new Chart(app, 'chart');
      chart.node.addValidation({ validate: () => ['the cause'] });
      new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', data: new Map() });
    });

    expect(message).toBe('Validation failed with the following errors:\n  [chart] the cause');
  });
});

describe('dependencies that cannot be kept', () => {
  test.each<[string, (app: PlatformApp) => void, string]>([
    ['of an object on a database', app => {
      object(service(app)).node.addDependency(new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL }));
    }, '[dev/api/object] node.addDependency() must be between constructs of Kubernetes charts, got "dev/orders"; bind() a service to what it needs'],
    ['of a service on a database', app => {
      service(app).node.addDependency(new PostgresInstance(app.environment('dev'), 'orders', { size: PostgresSize.SMALL }));
    }, '[dev/api] node.addDependency() must be between constructs of Kubernetes charts, got "dev/orders"; bind() a service to what it needs'],
    ['of a Terraform resource on an object', app => {
      const stack = new TerraformStack(app, 'stack');
      new AwsProvider(stack, 'aws', { region: 'eu-central-1' });
      new DbInstance(stack, 'database', { instanceClass: 'db.t4g.micro' }).node.addDependency(object(new Chart(app, 'chart')));
    }, '[stack/database] node.addDependency() must be between constructs of Kubernetes charts, got "stack/database"; bind() a service to what it needs'],
    ['of an object on the whole environment', app => {
      object(service(app)).node.addDependency(app.environment('staging'));
    }, '[dev/api/object] node.addDependency() must be between constructs of Kubernetes charts, got "staging"; bind() a service to what it needs'],
  ])('are an error: %s', (_, program, expected) => {
    const message = problemOf(program);

    expect(message).toContain(`Validation failed with the following errors:\n  ${expected}`);
  });

  test.each<[string, (chart: Chart) => void, string]>([
    ['between objects', chart => {
      const [a, b, c] = ['a', 'b', 'c'].map(id => object(chart, id));
      a.addDependency(b);
      b.addDependency(c);
      c.addDependency(a);
    }, '[chart/a] constructs must not depend on each other in a circle, got "chart/a => chart/b => chart/c => chart/a"; remove one of the dependencies'],
    ['of an object on itself', chart => {
      const a = object(chart, 'a');
      a.addDependency(a);
    }, '[chart/a] constructs must not depend on each other in a circle, got "chart/a => chart/a"; remove one of the dependencies'],
    ['between a chart and the one in it', chart => {
      const [outer, inner] = [object(chart, 'a'), object(new Chart(chart, 'inner'), 'b')];
      inner.addDependency(outer);
    }, '[chart] constructs must not depend on each other in a circle, got "chart => chart/inner => chart"; remove one of the dependencies'],
  ])('are an error when they go in a circle %s', (_, program, expected) => {
    const message = problemOf(app => program(new Chart(app, 'chart')));

    expect(message).toBe(`Validation failed with the following errors:\n  ${expected}`);
  });
});
