import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import fc from 'fast-check';
import { DeclaredState, LEDGER_FILE, LedgerRecord, checkLedger, ledgerText, parseLedger } from '../../src/synth/ledger';
import { Document, contents } from '../synthesised';
import { PlatformApp, PlatformAppProps, PostgresInstance, PostgresInstanceProps, PostgresSize, Standards } from 'pavement';

let rootdir: string;

beforeEach(() => { rootdir = mkdtempSync(join(tmpdir(), 'pavement-ledger-')); });

afterEach(() => rmSync(rootdir, { recursive: true, force: true }));

/** Runs a program in the folder of this test, in which the one before has left what it wrote. */
function synthesise(build: (app: PlatformApp) => void, props: Partial<PlatformAppProps> = {}): void {
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir });
  build(app);
  app.synth();
}

function orders(app: PlatformApp, props: Partial<PostgresInstanceProps> = {}, id = 'orders', environment = 'dev'): void {
  new PostgresInstance(app.environment(environment), id, { size: PostgresSize.SMALL, ...props });
}

function problemsOf(build: (app: PlatformApp) => void, props: Partial<PlatformAppProps> = {}): string[] {
  const before = contents(rootdir);
  let problems: string[] = [];
  try {
    synthesise(build, props);
  } catch (error) {
    problems = (error as Error).message.split('\n').slice(1).map(line => line.trim());
  }
  expect(contents(rootdir)).toEqual(before);
  return problems;
}

function records(): LedgerRecord[] {
  return (JSON.parse(readFileSync(join(rootdir, LEDGER_FILE), 'utf8')) as { resources: LedgerRecord[] }).resources;
}

function stack(environment = 'dev'): Document {
  return JSON.parse(readFileSync(join(rootdir, `cdktf.out/stacks/${environment}/cdk.tf.json`), 'utf8'));
}

describe('the ledger', () => {
  test('remembers a database and its key: where they are, what cannot be changed, how much it holds and what it needs', () => {
    synthesise(app => orders(app));

    expect(records()).toEqual([
      {
        environment: 'dev',
        component: 'orders',
        address: 'aws_db_instance.orders',
        identifier: 'shop-orders-dev',
        immutable: { db_name: 'orders', engine: 'postgres', kms_key_id: '${aws_kms_key.orders_key.arn}', storage_encrypted: true, username: 'platform_admin' },
        storageGiB: 20,
        needs: [
          'aws_cloudwatch_log_group.orders_log_postgresql', 'aws_cloudwatch_log_group.orders_log_upgrade', 'aws_db_parameter_group.orders_parameters',
          'aws_db_subnet_group.orders_subnets', 'aws_iam_policy.orders_monitoring-policy', 'aws_iam_role.orders_monitoring-role',
          'aws_iam_role_policy_attachment.orders_monitoring-attachment', 'aws_kms_key.orders_key', 'aws_security_group.orders_security-group', 'terraform_data.orders_life',
        ],
      },
      { environment: 'dev', component: 'orders', address: 'aws_kms_key.orders_key', immutable: {}, needs: [] },
    ]);
  });

  test('remembers each copy of an environment for itself', () => {
    synthesise(app => app.environments.forEach(({ environmentName }) => orders(app, {}, 'orders', environmentName)));

    expect(records().filter(({ address }) => address === 'aws_db_instance.orders').map(({ environment }) => environment)).toEqual(['dev', 'prod', 'staging']);
  });

  test('is not there for a program without anything that holds data', () => {
    synthesise(() => undefined);

    expect(Object.keys(contents(rootdir))).not.toContain(LEDGER_FILE);
  });

  test('is a file of the output like any other: attested, and the same when nothing changes', () => {
    synthesise(app => orders(app));
    const first = contents(rootdir);
    synthesise(app => orders(app));

    expect(contents(rootdir)).toEqual(first);
    expect(first['governance/attestation.json']).toContain(`"root/${LEDGER_FILE}"`);
  });

  test('keeps the most that a database ever held', () => {
    synthesise(app => orders(app, { storageGiB: 40 }));
    synthesise(app => orders(app, { storageGiB: 60 }));

    expect(records()[0].storageGiB).toBe(60);
  });
});

describe('a synth fails and writes nothing when', () => {
  beforeEach(() => synthesise(app => orders(app, { storageGiB: 40 })));

  const GONE = '[dev/orders] the database shop-orders-dev and the key aws_kms_key.orders_key must not vanish, got nothing that declares '
    + 'aws_db_instance.orders, aws_kms_key.orders_key; declare it as it was, under the same id, or let Terraform let go of it, so that it stays: '
    + "app.environment('dev').retire('orders', { reason })";

  test('a database is gone', () => {
    expect(problemsOf(() => undefined)).toEqual([GONE]);
  });

  test('a database is renamed', () => {
    expect(problemsOf(app => orders(app, {}, 'ledger'))).toEqual([GONE]);
  });

  test('a database moves to another environment', () => {
    expect(problemsOf(app => orders(app, {}, 'orders', 'staging'))).toEqual([GONE]);
  });

  test('a database shrinks', () => {
    expect(problemsOf(app => orders(app, { storageGiB: 30 }))).toEqual([
      '[dev/orders] storage must be at least 40 GiB, as it once was, got 30; a database cannot shrink: say as much as before',
    ]);
  });

  test('an environment is gone from the standards', () => {
    const { dev, ...environments } = Standards.reference().props.environments;

    expect(problemsOf(() => undefined, { standards: Standards.fromProps({ ...Standards.reference().props, environments }) })).toEqual([
      '[dev/orders] the database shop-orders-dev and the key aws_kms_key.orders_key must not vanish, got no environment dev; keep it in the standards until '
      + "app.environment('dev').retire('orders', { reason }) has been applied",
    ]);
  });

  test('another system name would rename it', () => {
    expect(problemsOf(app => orders(app, { storageGiB: 40 }), { system: 'store' })).toEqual([expect.stringMatching(
      /^\[dev\/orders\] the database must keep its name shop-orders-dev, got "store-orders-dev"; names come from organisation, environment, team, system and id: /,
    )]);
  });

  test('an override would replace it', () => {
    expect(problemsOf(app => {
      orders(app, { storageGiB: 40 });
      (app.environment('dev').node.findChild('terraform').node.findChild('orders') as Document).addOverride('engine', 'mysql');
    })).toEqual([
      '[dev/orders] engine must stay "postgres", got "mysql"; Terraform would destroy the database and create an empty one: change it back, '
      + 'or declare a new one and retire() this one once its data has moved',
    ]);
  });

  test('something is wrong with a database, which is then not taken for gone, while another one is', () => {
    rmSync(join(rootdir, LEDGER_FILE));
    synthesise(app => { orders(app); orders(app, {}, 'payments'); });

    const problems = problemsOf(app => orders(app, { storageGiB: 1 }));
    expect(problems).toEqual([
      expect.stringMatching(/^\[dev\/orders\] storageGiB must be /),
      expect.stringMatching(/^\[dev\/payments\] the database shop-payments-dev .* must not vanish/),
    ]);
  });

  test('the ledger cannot be read', () => {
    writeFileSync(join(rootdir, LEDGER_FILE), '{ "resources": [');

    expect(problemsOf(app => orders(app, { storageGiB: 40 }))).toEqual([expect.stringMatching(
      /^\[pavement\.ledger\.json\] the ledger must be JSON, got .*; restore it from version control, or delete it to begin anew from what the program declares$/,
    )]);
  });

  test('the ledger is something else', () => {
    writeFileSync(join(rootdir, LEDGER_FILE), '{ "resources": [{ "address": "aws_db_instance.orders" }] }');

    expect(problemsOf(app => orders(app, { storageGiB: 40 }))).toEqual([
      '[pavement.ledger.json] the ledger must be a list of resources, as synth writes it, got [{"address":"aws_db_instance.orders"}]; '
      + 'restore it from version control, or delete it to begin anew from what the program declares',
    ]);
  });
});

describe('retire()', () => {
  const REASON = 'moved to orders-v2, to be deleted after the audit';

  beforeEach(() => synthesise(app => orders(app)));

  test('lets Terraform forget the database and everything it needs, and destroys nothing of it', () => {
    const needed = records().flatMap(({ address, needs }) => [address, ...needs]);
    synthesise(app => app.environment('dev').retire('orders', { reason: REASON }));

    expect(stack().removed).toEqual([...new Set(needed)].sort().map(from => ({ from, lifecycle: { destroy: false } })));
    expect(stack().resource).toBeUndefined();
  });

  test('keeps the record, with the reason, also when the call is gone again', () => {
    synthesise(app => app.environment('dev').retire('orders', { reason: REASON }));
    const retired = contents(rootdir);
    synthesise(() => undefined);

    expect(records().map(({ address, retired: reason }) => [address, reason])).toEqual([['aws_db_instance.orders', REASON], ['aws_kms_key.orders_key', REASON]]);
    expect(contents(rootdir)).toEqual(retired);
  });

  test('leaves alone what another database still needs', () => {
    synthesise(app => {
      app.environment('dev').retire('orders', { reason: REASON });
      orders(app, {}, 'payments');
    });

    const declared = Object.entries<object>(stack().resource).flatMap(([type, byName]) => Object.keys(byName).map(name => `${type}.${name}`));
    expect(stack().removed.filter(({ from }: Document) => declared.includes(from))).toEqual([]);
    expect(declared).toContain('aws_db_instance.payments');
  });

  test('keeps the provider of another region, without which Terraform cannot forget what is there', () => {
    rmSync(join(rootdir, LEDGER_FILE));
    synthesise(app => orders(app, {}, 'orders', 'prod'));
    const provider = stack('prod').provider.aws;
    synthesise(app => app.environment('prod').retire('orders', { reason: REASON }));

    expect(provider).toHaveLength(2);
    expect(stack('prod').provider.aws).toEqual(provider);
  });

  test.each([
    ['what is still declared', (app: PlatformApp) => { orders(app); app.environment('dev').retire('orders', { reason: REASON }); },
      '[dev] retire() must name what is no longer declared, got "orders"; remove its construct, or the call'],
    ['what is not known', (app: PlatformApp) => { orders(app); app.environment('dev').retire('order', { reason: REASON }); },
      '[dev] retire() must name what the ledger remembers in dev (orders), got "order"; correct the name, or restore pavement.ledger.json from version control'],
    ['what is known elsewhere', (app: PlatformApp) => { orders(app); app.environment('prod').retire('orders', { reason: REASON }); },
      '[prod] retire() must name what the ledger remembers in prod, got "orders"; correct the name, or restore pavement.ledger.json from version control'],
    ['nothing', (app: PlatformApp) => { orders(app); app.environment('dev').retire('', { reason: REASON }); },
      '[dev] retire() must name a component, got ""; give the id that its construct had'],
    ['without a reason', (app: PlatformApp) => { orders(app); app.environment('dev').retire('orders', { reason: 'old' }); },
      '[dev] reason must have at least 10 characters, got "old"; say what became of it, for whoever finds it running'],
  ])('refuses %s', (_, build, problem) => {
    expect(problemsOf(build)).toEqual([problem]);
  });

  test('what was retired does not come back as if nothing had been', () => {
    synthesise(app => app.environment('dev').retire('orders', { reason: REASON }));

    expect(problemsOf(app => orders(app))[0]).toBe(
      `[dev/orders] the database must not come back as if nothing had been, got "aws_db_instance.orders"; it was retired: ${REASON}; `
      + 'import it with Terraform and delete its record from pavement.ledger.json, or give the new one another id',
    );
  });
});

describe('laws of the ledger', () => {
  const state = (environment: string, names: readonly string[]): DeclaredState => ({
    environment,
    retired: new Map(),
    undecided: new Set(),
    resources: names.map(name => ({ component: name, address: `aws_db_instance.${name}`, identifier: name, immutable: { engine: 'postgres' }, storageGiB: 20, needs: [] })),
  });
  const NAMES = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));

  test('what is remembered and not declared is a problem, each once, and nothing else is', () => {
    fc.assert(fc.property(NAMES, NAMES, (before, after) => {
      const { records: remembered } = checkLedger([], [state('dev', before)]);
      const { problems } = checkLedger(remembered, [state('dev', after)]);

      expect(problems).toHaveLength(before.filter(name => !after.includes(name)).length);
    }));
  });

  test('a synth of the same program changes nothing, in whatever order it declares', () => {
    fc.assert(fc.property(NAMES, NAMES, (dev, prod) => {
      const text = ledgerText(checkLedger([], [state('dev', dev), state('prod', prod)]).records);
      const again = checkLedger(parseLedger(text), [state('prod', [...prod].reverse()), state('dev', [...dev].reverse())]);

      expect([ledgerText(again.records), again.problems]).toEqual([text, []]);
    }));
  });
});
