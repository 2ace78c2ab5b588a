import { Construct } from 'constructs';
import { Document, IMAGE, synthesise } from '../synthesised';
import { Access, Binding, BindingRequest, IBindable, PlatformApp, PlatformMigration, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

/** A queue as somebody else would write it: it knows the words of `core` and no workload. */
class Queue extends Construct implements IBindable {
  public readonly requests: BindingRequest[] = [];

  public acceptBinding(request: BindingRequest): Binding {
    this.requests.push(request);
    const name = this.node.id;
    return {
      variables: [{ name: 'QUEUE_NAME', value: name }, { name: 'QUEUE_URL', descriptorKey: 'url' }],
      descriptorPath: `/example/queues/${name}`,
      egress: [{ cidrs: ['10.1.2.0/24'], port: 443 }],
      statements: [{
        actions: request.access === Access.READ ? ['sqs:ReceiveMessage', 'sqs:DeleteMessage'] : ['sqs:SendMessage'],
        resources: [`arn:aws:sqs:eu-central-1:333333333333:${name}`],
      }],
      mounts: [{ configMap: 'queue-authorities', path: '/etc/ssl/queue' }],
    };
  }
}

function program(use: (service: PlatformService, queue: Queue, app: PlatformApp) => void): (app: PlatformApp) => void {
  return app => {
    const prod = app.environment('prod');
    use(new PlatformService(prod, 'api', { image: IMAGE }), new Queue(prod, 'jobs'), app);
  };
}

const container = (document: Document): Document => document.spec.template.spec.containers[0];

test('a workload finds what a new kind of resource says in its environment, from the program and from the descriptor', () => {
  const output = synthesise(program((service, queue) => service.bind(queue)));
  const connection = output.one('prod', 'api', 'ExternalSecret');

  expect(container(output.one('prod', 'api', 'Deployment')).env).toEqual(expect.arrayContaining([
    { name: 'QUEUE_NAME', value: 'jobs' },
    { name: 'QUEUE_URL', valueFrom: { secretKeyRef: { name: connection.spec.target.name, key: 'QUEUE_URL' } } },
  ]));
  expect(connection.spec.data).toEqual([{ secretKey: 'QUEUE_URL', remoteRef: { key: '/example/queues/jobs', property: 'url' } }]);
});

test('network, permissions and files come from the same declaration', () => {
  const output = synthesise(program((service, queue) => service.bind(queue, { access: Access.READ })));

  expect(output.one('prod', 'api', 'NetworkPolicy').spec.egress).toContainEqual({
    to: [{ ipBlock: { cidr: '10.1.2.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }],
  });
  expect(JSON.parse(output.resource('prod', 'aws_iam_policy', 'api_policy').policy).Statement).toEqual([{
    Effect: 'Allow', Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], Resource: ['arn:aws:sqs:eu-central-1:333333333333:jobs'],
  }]);
  expect(container(output.one('prod', 'api', 'Deployment')).volumeMounts).toContainEqual({ name: 'queue-authorities', mountPath: '/etc/ssl/queue', readOnly: true });
});

test('the resource learns who asks, where and for what, once', () => {
  let bound: Queue | undefined;
  synthesise(program((service, queue) => {
    service.bind(queue);
    bound = queue;
  }));

  expect(bound?.requests).toEqual([expect.objectContaining({ workload: 'api', environment: 'prod', access: Access.READ_WRITE })]);
});

test('it stands beside a database without a prefix, because their variables differ', () => {
  const output = synthesise(program((service, queue, app) => {
    service.bind(queue);
    service.bind(new PostgresInstance(app.environment('prod'), 'orders', { size: PostgresSize.SMALL }));
  }));

  const names = container(output.one('prod', 'api', 'Deployment')).env.map(({ name }: Document) => name);
  expect(names).toEqual(expect.arrayContaining(['QUEUE_URL', 'PGHOST']));
  expect(new Set(names).size).toBe(names.length);
});

test('two of them need a prefix, as two databases do', () => {
  expect(() => synthesise(program((service, queue, app) => {
    service.bind(queue);
    service.bind(new Queue(app.environment('prod'), 'mails'));
  }))).toThrow('bind() must not set a variable twice, got "QUEUE_NAME"; give this binding a prefix, such as { prefix: \'MAILS\' }');
});

test('unbinding leaves nothing of it', () => {
  const unbound = synthesise(program(() => {}));

  // the reports name every control, also those of queues
  const applied = Object.entries(unbound.files).filter(([path]) => !path.startsWith('governance/'));
  expect(JSON.stringify(applied)).not.toMatch(/queue|sqs|QUEUE/);
});

test('a migration takes it as well, with nothing to prepare and nothing of a database', () => {
  const output = synthesise(program((service, queue, app) => {
    new PlatformMigration(app.environment('prod'), 'layout', { image: IMAGE, service, database: queue });
  }));

  const { spec } = output.one('prod', 'layout', 'Job').spec.template;
  expect(spec).not.toHaveProperty('initContainers');
  expect(spec.containers[0].env.map(({ name }: Document) => name)).toEqual(['HOME', 'AWS_REGION', 'QUEUE_NAME', 'QUEUE_URL']);
});
