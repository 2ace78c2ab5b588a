import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { Access, PlatformApp, PlatformMigration, PlatformMigrationProps, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

function program(props: Partial<PlatformMigrationProps> = {}, bind = true): (app: PlatformApp) => void {
  return app => {
    const prod = app.environment('prod');
    const database = new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL });
    const service = new PlatformService(prod, 'api', { image: IMAGE });
    new PlatformMigration(prod, 'orders-migration', { image: IMAGE, command: ['migrate', 'up'], service, database, ...props });
    if (bind) {
      service.bind(database);
    }
  };
}

const job = (output: Synthesised): Document => output.one('prod', 'orders-migration', 'Job');
const pod = (output: Synthesised): Document => job(output).spec.template.spec;

test('runs the command in the image, once, with one more attempt and within 15 minutes', () => {
  const { spec } = job(synthesise(program()));

  expect(spec).toMatchObject({ backoffLimit: 1, activeDeadlineSeconds: 900 });
  expect(spec.template.spec).toMatchObject({ restartPolicy: 'Never', containers: [{ image: IMAGE.reference, command: ['migrate', 'up'] }] });
});

test('runs what the image runs when there is no command', () => {
  expect(pod(synthesise(program({ command: undefined }))).containers[0]).not.toHaveProperty('command');
});

test('signs in as the migrator of the service, which IAM allows it and not the service', () => {
  const output = synthesise(program());

  expect(pod(output).containers[0].env).toContainEqual({ name: 'PGUSER', value: 'api_migrator' });
  expect(JSON.parse(output.resource('prod', 'aws_iam_policy', 'orders-migration_migration-policy').policy).Statement).toEqual([{
    Effect: 'Allow', Action: ['rds-db:connect'], Resource: ['arn:aws:rds-db:eu-central-1:333333333333:dbuser:${aws_db_instance.orders.resource_id}/api_migrator'],
  }]);
  expect(output.resource('prod', 'aws_iam_policy', 'api_policy').policy).not.toContain('migrator');
});

test('has an identity of its own', () => {
  const output = synthesise(program());

  expect(pod(output).serviceAccountName).toBe('orders-migration');
  expect(output.resource('prod', 'aws_eks_pod_identity_association', 'orders-migration_migration-identity')).toMatchObject({
    service_account: 'orders-migration', role_arn: '${aws_iam_role.orders-migration_migration-role.arn}',
  });
  expect(output.resource('prod', 'aws_iam_role', 'orders-migration_migration-role').permissions_boundary).toBe('arn:aws:iam::333333333333:policy/platform-boundary');
});

test('gets its token from a container before it, in memory only, as the file that drivers look for', () => {
  const { initContainers: [signIn], containers: [migration], volumes } = pod(synthesise(program()));

  expect(signIn.image).toContain('/postgres-client@sha256:');
  expect(signIn.command.join('\n')).toContain('aws rds generate-db-auth-token');
  expect(volumes).toContainEqual({ name: 'sign-in', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
  for (const { env, volumeMounts } of [signIn, migration]) {
    expect(env).toContainEqual({ name: 'PGPASSFILE', value: '/run/database/pgpass' });
    expect(volumeMounts).toContainEqual({ name: 'sign-in', mountPath: '/run/database' });
  }
  expect(JSON.stringify(migration)).not.toMatch(/PGPASSWORD/);
});

test('every container is restricted', () => {
  const { initContainers, containers, securityContext } = pod(synthesise(program()));

  expect(initContainers).toHaveLength(1);
  [...initContainers, ...containers].forEach(container => expect(container.securityContext).toMatchObject({
    allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] },
  }));
  expect(securityContext.runAsUser).toBe(10001);
});

test('reaches DNS, the database and the Pod Identity agent, and is reached by nobody', () => {
  const { spec } = synthesise(program()).one('prod', 'orders-migration', 'NetworkPolicy');

  expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
  expect(spec).not.toHaveProperty('ingress');
  expect(spec.podSelector.matchLabels['app.kubernetes.io/name']).toBe('orders-migration');
  expect(spec.egress.map(({ to, ports }: Document) => [to[0].ipBlock?.cidr ?? 'dns', ports[0].port])).toEqual([
    ['dns', 53], ['10.48.200.0/24', 15432], ['169.254.170.23/32', 80],
  ]);
});

test('is another Job when image, command or config change, and the same one when nothing has', () => {
  const nameWith = (props: Partial<PlatformMigrationProps>) => job(synthesise(program(props))).metadata.name as string;
  const names = [{}, { command: ['migrate', 'down'] }, { config: { STEPS: '1' } }].map(nameWith);

  expect(names[0]).toMatch(/^orders-migration-[a-z2-7]{8}$/);
  expect(new Set(names).size).toBe(3);
  expect(nameWith({})).toBe(names[0]);
});

test('config is in the environment of the migration, in order, whatever the order of its lines', () => {
  const output = synthesise(program({ config: { B: '2', A: '1' } }));

  expect(pod(output).containers[0].env.slice(-2)).toEqual([{ name: 'A', value: '1' }, { name: 'B', value: '2' }]);
  expect(job(output).metadata.name).toBe(job(synthesise(program({ config: { A: '1', B: '2' } }))).metadata.name);
});

test('Argo CD runs it after the roles and before the services, and begins anew after a failure', () => {
  const output = synthesise(program());
  const wave = (document: Document) => Number(document.metadata.annotations['argocd.argoproj.io/sync-wave']);

  expect(job(output).metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'Sync', 'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation', 'argocd.argoproj.io/sync-wave': '-1',
  });
  expect(wave(output.one('prod', 'orders', 'Job'))).toBeLessThan(wave(job(output)));
  output.manifests('prod', 'orders-migration').filter(({ kind }) => kind !== 'Job').forEach(document => {
    expect(wave(document)).toBeLessThan(wave(output.one('prod', 'orders', 'Job')));
  });
});

test('the SQL makes its role, and no app for a service that only migrates', () => {
  const sql = (bind: boolean) => synthesise(program({}, bind)).one('prod', 'orders', 'ConfigMap').data['roles.sql'] as string;

  expect(sql(false)).toContain('make_role(\'api_migrator\')');
  expect(sql(false)).not.toContain('api_app');
  expect(sql(true)).toContain('make_role(\'api_app\')');
});

test('a service that is bound and migrated is let through the security group once', () => {
  expect(Object.keys(synthesise(program()).terraform('prod').resource.aws_vpc_security_group_ingress_rule)).toEqual(['orders_from_api']);
});

test('removing it removes its file, its role and its identity, and the service is what it was', () => {
  const withMigration = synthesise(program());
  const without = synthesise(app => {
    const prod = app.environment('prod');
    new PlatformService(prod, 'api', { image: IMAGE }).bind(new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL }), { access: Access.READ_WRITE });
  });

  expect(Object.keys(without.files).filter(path => /migration/.test(path))).toEqual([]);
  expect(JSON.stringify(without.terraform('prod'))).not.toMatch(/migrat/);
  expect(without.files['dist/prod/api.k8s.yaml']).toBe(withMigration.files['dist/prod/api.k8s.yaml']);
});

test('it is a component, owned by its team', () => {
  let migration: PlatformMigration | undefined;
  synthesise(app => {
    program()(app);
    migration = app.environment('prod').node.findChild('orders-migration') as PlatformMigration;
  });

  expect([migration?.componentName, migration?.componentType, migration?.owner]).toEqual(['orders-migration', 'migration', 'team-payments']);
});
