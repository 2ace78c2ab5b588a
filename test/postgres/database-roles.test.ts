import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { Document, IMAGE, Synthesised, synthesise } from '../synthesised';
import { Access, EnvironmentStandards, PlatformApp, PlatformService, PostgresInstance, PostgresSize, Standards, StandardsProps, WorkloadIdentity } from 'pavement';

const MASTER_SECRET = '${aws_db_instance.orders.master_user_secret[0].secret_arn}';

/** Services of prod that use one database, each with its access. */
function program(uses: [service: string, access: Access][]): (app: PlatformApp) => void {
  return app => {
    const prod = app.environment('prod');
    const orders = new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL });
    uses.forEach(([name, access]) => new PlatformService(prod, name, { image: IMAGE }).bind(orders, { access }));
  };
}

const BOTH: [string, Access][] = [['api', Access.READ_WRITE], ['report', Access.READ]];

function sqlOf(output: Synthesised): string {
  return output.one('prod', 'orders', 'ConfigMap').data['roles.sql'];
}

function pod(output: Synthesised): Document {
  return output.one('prod', 'orders', 'Job').spec.template.spec;
}

/** The reference standards with something else in prod. */
function inProd(change: (prod: EnvironmentStandards) => EnvironmentStandards): { standards: Standards } {
  const { environments } = REFERENCE_STANDARDS;
  const props: StandardsProps = { ...REFERENCE_STANDARDS, environments: { ...environments, prod: change(environments.prod) } };
  return { standards: Standards.fromProps(props) };
}

describe('the SQL', () => {
  test('makes an owner, a migrator and an app for a service that writes', () => {
    const sql = sqlOf(synthesise(program([['checkout-api', Access.READ_WRITE]])));

    expect(sql.match(/make_role\('\w+'\)/g)).toEqual(['owner', 'migrator', 'app'].map(role => `make_role('checkout_api_${role}')`));
    expect(sql).toContain('CREATE SCHEMA IF NOT EXISTS "checkout_api" AUTHORIZATION checkout_api_owner;');
  });

  test('makes nothing but a read-only role for a service that reads', () => {
    expect(sqlOf(synthesise(program([['report', Access.READ]]))).match(/make_role\('\w+'\)/g)).toEqual(['make_role(\'report_ro\')']);
  });

  test('gives the app of a service privileges in its own schema only', () => {
    const sql = sqlOf(synthesise(program([['api', Access.READ_WRITE], ['billing', Access.READ_WRITE]])));

    const statements = sql.split(';').filter(statement => /TO api_app\b/.test(statement));
    expect(statements.length).toBeGreaterThan(4);
    statements.forEach(statement => expect(statement).not.toMatch(/IN SCHEMA "billing"|ON SCHEMA "billing"/));
  });

  test('does not depend on the order in which services are bound', () => {
    expect(synthesise(program(BOTH)).files['dist/prod/orders.k8s.yaml']).toBe(synthesise(program([...BOTH].reverse())).files['dist/prod/orders.k8s.yaml']);
  });

  test('can be read: a table of the roles first, no line longer than a screen', () => {
    const lines = sqlOf(synthesise(program(BOTH))).split('\n');

    expect(lines.slice(0, 7)).toEqual([
      '-- Who may do what in database orders.',
      '--',
      '--   role          may',
      '--   api_owner     own schema api; nobody logs in as it',
      '--   api_migrator  log in, and act as api_owner',
      '--   api_app       log in, and read and change rows of schema api',
      '--   report_ro     log in, and read rows of every schema above',
    ]);
    lines.forEach(line => expect(line.length).toBeLessThanOrEqual(150));
  });

  test('quotes names that are words of SQL', () => {
    expect(sqlOf(synthesise(program([['order', Access.READ_WRITE]])))).toContain('CREATE SCHEMA IF NOT EXISTS "order" AUTHORIZATION order_owner;');
  });

  test('holds no password and sets none', () => {
    expect(sqlOf(synthesise(program(BOTH)))).not.toMatch(/PASSWORD/);
  });
});

describe('the Job', () => {
  test('is another one when other services are bound, and the same one when nothing has changed', () => {
    const names = [BOTH, BOTH, BOTH.slice(0, 1)].map(uses => synthesise(program(uses)).one('prod', 'orders', 'Job').metadata.name);

    expect(names[0]).toMatch(/^orders-roles-[a-z2-7]{8}$/);
    expect(names[1]).toBe(names[0]);
    expect(names[2]).not.toBe(names[0]);
  });

  test('mounts the SQL that is in its file', () => {
    const output = synthesise(program(BOTH));

    expect(pod(output).volumes).toContainEqual({ name: 'sql', configMap: { name: output.one('prod', 'orders', 'ConfigMap').metadata.name } });
    expect(output.one('prod', 'orders', 'ConfigMap').immutable).toBe(true);
  });

  test('runs the digest-pinned client image of the standards', () => {
    expect(pod(synthesise(program(BOTH))).containers[0].image).toBe(REFERENCE_STANDARDS.databases!.clientImage);
  });

  test('is restricted: no root, no capabilities, nothing to write to but /tmp, no token of the cluster', () => {
    const { containers: [container], securityContext, automountServiceAccountToken, volumes } = pod(synthesise(program(BOTH)));

    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(automountServiceAccountToken).toBe(false);
    expect(volumes.filter((volume: Document) => volume.emptyDir).map((volume: Document) => volume.name)).toEqual(['tmp']);
    expect(container.resources.limits.memory).toBe(container.resources.requests.memory);
  });

  test('reaches DNS, the database, the Pod Identity agent and the endpoints of AWS, and is reached by nobody', () => {
    const { spec } = synthesise(program(BOTH)).one('prod', 'orders', 'NetworkPolicy');

    expect(spec.podSelector.matchLabels).toEqual({ 'app.kubernetes.io/name': 'orders', 'app.kubernetes.io/part-of': 'shop' });
    expect(spec.policyTypes).toEqual(['Ingress', 'Egress']);
    expect(spec).not.toHaveProperty('ingress');
    expect(spec.egress.map(({ to, ports }: Document) => [to[0].ipBlock?.cidr ?? 'dns', ports[0].port])).toEqual([
      ['dns', 53], ['10.48.200.0/24', 15432], ['169.254.170.23/32', 80], ['10.48.224.0/24', 443],
    ]);
  });

  test('is not written where the standards do not say which addresses are those of AWS: it would reach the whole internet', () => {
    const nowhere = inProd(({ aws: { endpointCidrs: _, ...aws }, ...prod }) => ({ ...prod, aws }));

    expect(() => synthesise(program(BOTH), nowhere)).toThrow(
      '[prod/orders] environment prod must have interface endpoints through which a job of a database reaches AWS, got nothing; ' +
      'ask the platform team for aws.endpointCidrs of the standards',
    );
  });

  test('learns from the descriptor where the database and its secret are; no secret is in the cluster', () => {
    const output = synthesise(program(BOTH));

    expect(output.one('prod', 'orders', 'ExternalSecret').spec.data).toEqual([
      { secretKey: 'PGHOST', remoteRef: { key: '/example/prod/shop/orders/connection', property: 'host' } },
      { secretKey: 'MASTER_SECRET_ARN', remoteRef: { key: '/example/prod/shop/orders/connection', property: 'masterSecretArn' } },
    ]);
    expect(JSON.parse(output.resource('prod', 'aws_ssm_parameter', 'orders_descriptor').value).masterSecretArn).toBe(MASTER_SECRET);
  });

  test('is applied by Argo CD after what it needs and before the services', () => {
    const wave = (document: Document) => Number(document.metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
    const output = synthesise(program(BOTH));

    expect(output.manifests('prod', 'orders').map(document => [document.kind, wave(document)])).toEqual([
      ['ServiceAccount', -3], ['NetworkPolicy', -3], ['SecretStore', -3], ['ExternalSecret', -3], ['ConfigMap', -3], ['Job', -2],
    ]);
    output.manifests('prod', 'api').forEach(document => expect(wave(document)).toBe(0));
  });

  test('is removed a day after it ended, so that applying its manifest again does no harm and its logs can be read', () => {
    expect(synthesise(program(BOTH)).one('prod', 'orders', 'Job').spec).toMatchObject({ ttlSecondsAfterFinished: 86400, backoffLimit: 6 });
  });
});

describe('the identity', () => {
  test('can read the master secret of this database through its key, and nothing else', () => {
    const { policy } = synthesise(program(BOTH)).resource('prod', 'aws_iam_policy', 'orders_roles-policy');

    expect(JSON.parse(policy).Statement).toEqual([
      { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: [MASTER_SECRET] },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt'],
        Resource: ['${aws_kms_key.orders_key.arn}'],
        Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com', 'kms:EncryptionContext:SecretARN': MASTER_SECRET } },
      },
    ]);
  });

  test('can be taken by the ServiceAccount of the Job only', () => {
    const output = synthesise(program(BOTH));
    const [{ Condition }] = JSON.parse(output.resource('prod', 'aws_iam_role', 'orders_roles-role').assume_role_policy).Statement;

    expect(Condition.StringEquals).toMatchObject({ 'aws:RequestTag/kubernetes-namespace': 'shop', 'aws:RequestTag/kubernetes-service-account': 'orders' });
    expect(output.resource('prod', 'aws_eks_pod_identity_association', 'orders_roles-identity')).toMatchObject({ namespace: 'shop', service_account: 'orders' });
    expect(output.one('prod', 'orders', 'ServiceAccount').metadata.name).toBe('orders');
    expect(pod(output).serviceAccountName).toBe('orders');
  });

  test('with IAM roles for service accounts also lets External Secrets read the descriptor, and signs in at STS instead of the agent', () => {
    const irsa = inProd(prod => ({ ...prod, cluster: { ...prod.cluster, workloadIdentity: WorkloadIdentity.IRSA, oidcIssuer: 'oidc.example.com/id/1' } }));
    const output = synthesise(program(BOTH), irsa);

    expect(JSON.parse(output.resource('prod', 'aws_iam_policy', 'orders_roles-policy').policy).Statement.map(({ Action }: Document) => Action[0]))
      .toEqual(['secretsmanager:GetSecretValue', 'kms:Decrypt', 'ssm:GetParameter', 'kms:Decrypt']);
    expect(output.one('prod', 'orders', 'ServiceAccount').metadata.annotations['eks.amazonaws.com/role-arn']).toBe('arn:aws:iam::333333333333:role/shop-orders-prod-roles');
    expect(output.one('prod', 'orders', 'SecretStore').spec.provider.aws.auth).toEqual({ jwt: { serviceAccountRef: { name: 'orders' } } });
    expect(JSON.stringify(output.one('prod', 'orders', 'NetworkPolicy').spec.egress)).not.toContain('169.254');
    expect(output.terraform('prod').resource).not.toHaveProperty('aws_eks_pod_identity_association');
  });
});

describe('unbinding', () => {
  test('of the last service removes the Job, its identity and every rule: the output is that of a database that was never bound', () => {
    const database = (output: Synthesised) => output.terraform('prod').resource;
    const unbound = synthesise(program([]));

    expect(Object.keys(unbound.files).filter(path => path.startsWith('dist/'))).toEqual([]);
    expect(Object.keys(database(unbound).aws_iam_role)).toEqual(['orders_monitoring-role']);
    expect(database(unbound)).not.toHaveProperty('aws_vpc_security_group_ingress_rule');
    expect(database(unbound)).not.toHaveProperty('aws_eks_pod_identity_association');
    expect(database(synthesise(program(BOTH))).aws_iam_role).toHaveProperty('orders_roles-role');
  });

  test('of one service removes its roles from the SQL, which drops them', () => {
    const sql = sqlOf(synthesise(program(BOTH.slice(0, 1))));

    expect(sql).not.toContain('report');
    expect(sql).toMatch(/rolname NOT IN \(\s*'api_app',\s*'api_migrator'\s*\)/);
  });
});

test('the role that a service signs in with is one that the SQL makes and that IAM allows', () => {
  const output = synthesise(program(BOTH));

  for (const [service, role] of [['api', 'api_app'], ['report', 'report_ro']]) {
    const { env } = output.one('prod', service, 'Deployment').spec.template.spec.containers[0];
    expect(env).toContainEqual({ name: 'PGUSER', value: role });
    expect(sqlOf(output)).toContain(`make_role('${role}')`);
    expect(output.resource('prod', 'aws_iam_policy', `${service}_policy`).policy).toContain(`/${role}"`);
  }
});
