import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PlatformApp, PostgresInstance, PostgresInstanceProps, PostgresSize, Standards, StandardsProps } from 'pavement';

type Row = readonly [name: string, props: object, problems: string[]];

const WHOLE = 'correct it or leave it out';
const STORAGE = 'RDS offers no other; leave it out for the size\'s own';
const DAYS = 'mon, tue, wed, thu, fri, sat, sun';
const EXTENSIONS = 'citext, btree_gin, btree_gist, hstore, ltree, pg_cron, pg_partman, pg_repack, pg_trgm, pgcrypto, postgis, unaccent, uuid-ossp, vector';
const KEYS = 'statementTimeoutSeconds, lockTimeoutSeconds, idleInTransactionTimeoutSeconds, logSlowerThanMilliseconds, workMemMiB, maintenanceWorkMemMiB, ' +
  'autovacuumScalePercent, statisticsTarget, randomPageCost, logicalReplication';

const storage = (prop: string, value: unknown, got: string): Row =>
  [`${prop} ${got}`, { storageGiB: 20, [prop]: value }, [`${prop} must be a whole number from 20 to 65536, got ${got}; ${STORAGE}`]];
const headroom = (storageGiB: number, maxStorageGiB: number, needed: number): Row => [
  `${maxStorageGiB} GiB as the ceiling of ${storageGiB}`, { storageGiB, maxStorageGiB },
  [`maxStorageGiB must be at least 1.26 times storageGiB (${storageGiB}), got ${maxStorageGiB}; raise maxStorageGiB to ${needed} or more, or lower storageGiB`],
];
const fixed = (prop: string, value: number): Row => [
  `${prop} below the stripe size`, { storageGiB: 399, [prop]: value },
  [`${prop} must be left out below 400 GiB of storage (storageGiB is 399), got ${value}; gp3 has fixed performance there: raise storageGiB to 400 or leave ${prop} out`],
];
const retention = (value: unknown, got: string): Row => [
  `backups for ${got} days`, { backupRetentionDays: value },
  [`backupRetentionDays must be a whole number from 7 to 35, got ${got}; the platform keeps backups for 7 days at least, RDS for 35 at most`],
];
const replicas = (value: unknown, got: string): Row =>
  [`${got} replicas`, { readReplicas: value }, [`readReplicas must be a whole number from 0 to 15, got ${got}; RDS makes 15 of one database at most`]];
const parameter = (key: string, value: unknown, got: string, min: number, max: number): Row =>
  [`${key} ${got}`, { parameters: { [key]: value } }, [`${key} must be a whole number from ${min} to ${max}, got ${got}; ${WHOLE}`]];
const start = (prop: string, value: unknown, got: string): Row => [
  `${prop} at ${got}`, { [prop]: { day: 'sun', startUtc: value } },
  [`startUtc of ${prop} must be a time as HH:MM in UTC, got ${got}; write it as "03:30"`],
];
const minutes = (prop: string, value: unknown, got: string): Row => [
  `${prop} of ${got} minutes`, { [prop]: { day: 'sun', startUtc: '03:00', minutes: value } },
  [`minutes of ${prop} must be a whole number from 30 to 1439, got ${got}; RDS needs half an hour at least`],
];
const windows = (backup: [string, number], maintenance: [string, number], got: string, other: string): Row => [
  `a backup at ${got} and maintenance at ${other}`,
  { backupWindow: { startUtc: backup[0], minutes: backup[1] }, maintenanceWindow: { day: 'sun', startUtc: maintenance[0], minutes: maintenance[1] } },
  [`backupWindow must not overlap with maintenanceWindow (${other} UTC), got "${got}"; RDS accepts no overlap: move or shorten one of the two`],
];

const ROWS: Row[] = [
  ['a major version that is too old', { version: 15 }, ['version must be one of 16, 17, 18, got 15; older ones are near the end of their support; minor versions are taken automatically']],
  ['a major version that is a text', { version: '17' }, ['version must be one of 16, 17, 18, got "17"; older ones are near the end of their support; minor versions are taken automatically']],
  ['a minor version', { version: 17.4 }, ['version must be one of 16, 17, 18, got 17.4; older ones are near the end of their support; minor versions are taken automatically']],

  storage('storageGiB', 19, '19'), storage('storageGiB', 65537, '65537'), storage('storageGiB', 20.5, '20.5'), storage('storageGiB', '20', '"20"'),
  storage('maxStorageGiB', 65537, '65537'), storage('maxStorageGiB', NaN, 'NaN'),
  headroom(100, 125, 126), headroom(20, 20, 26), headroom(400, 450, 504),
  ['a start that leaves no room to grow', { storageGiB: 60000 }, ['maxStorageGiB must be at least 1.26 times storageGiB (60000), got 65536; lower storageGiB to 52012 or less']],

  fixed('iops', 12000), fixed('throughputMiBps', 500),
  ['iops of gp3\'s smaller half', { storageGiB: 400, iops: 3000 }, ['iops must be a whole number from 12000 to 64000, got 3000; RDS offers no other; leave it out for 12000']],
  ['too many iops', { storageGiB: 400, iops: 64001 }, ['iops must be a whole number from 12000 to 64000, got 64001; RDS offers no other; leave it out for 12000']],
  ['iops as a text', { storageGiB: 400, iops: '12000' }, ['iops must be a whole number from 12000 to 64000, got "12000"; RDS offers no other; leave it out for 12000']],
  ['a throughput of gp3\'s smaller half', { storageGiB: 400, throughputMiBps: 125 }, ['throughputMiBps must be a whole number from 500 to 4000, got 125; RDS offers no other; leave it out for 500']],
  ['more throughput than a quarter of iops', { storageGiB: 400, iops: 12000, throughputMiBps: 4000 }, [
    'throughputMiBps must be at most a quarter of iops (3000), got 4000; raise iops to 16000 or lower throughputMiBps',
  ]],
  ['more throughput than a quarter of the iops that gp3 brings', { storageGiB: 400, throughputMiBps: 3001 }, [
    'throughputMiBps must be at most a quarter of iops (3000), got 3001; raise iops to 12004 or lower throughputMiBps',
  ]],

  retention(6, '6'), retention(0, '0'), retention(36, '36'), retention(7.5, '7.5'), retention('14', '"14"'),
  replicas(-1, '-1'), replicas(16, '16'), replicas(1.5, '1.5'), replicas(true, 'true'),

  ['extensions that are a text', { extensions: 'postgis' }, ['extensions must be a list, got "postgis"; write it as [PostgresExtension.PG_TRGM]']],
  ['an extension that RDS does not have', { extensions: ['timescaledb'] }, [`an extension must be one of ${EXTENSIONS}, got "timescaledb"; use a member of PostgresExtension`]],
  ['an untrusted language', { extensions: ['plpython3u'] }, [`an extension must be one of ${EXTENSIONS}, got "plpython3u"; use a member of PostgresExtension`]],
  ['an extension twice', { extensions: ['vector', 'vector'] }, ['extensions must name each once, got "vector"; remove the second']],

  ['parameters that are a list', { parameters: ['work_mem=1'] }, ['parameters must be an object, got ["work_mem=1"]; write it as { workMemMiB: 16 }']],
  ['a parameter that is the platform\'s', { parameters: { 'rds.force_ssl': 0 } }, [
    `a key of parameters must be one of ${KEYS}, got "rds.force_ssl"; the others are the platform's; ask the platform team`,
  ]],
  ['a parameter by a name that every object has', { parameters: { constructor: 1 } }, [
    `a key of parameters must be one of ${KEYS}, got "constructor"; the others are the platform's; ask the platform team`,
  ]],
  parameter('statementTimeoutSeconds', 0, '0', 1, 86400), parameter('lockTimeoutSeconds', 3601, '3601', 1, 3600),
  parameter('idleInTransactionTimeoutSeconds', 0, '0', 1, 3600), parameter('logSlowerThanMilliseconds', -1, '-1', 10, 60000),
  parameter('workMemMiB', 129, '129', 1, 128), parameter('workMemMiB', '16MB', '"16MB"', 1, 128), parameter('maintenanceWorkMemMiB', 513, '513', 16, 512),
  parameter('autovacuumScalePercent', 0, '0', 1, 100), parameter('statisticsTarget', 10001, '10001', 1, 10000),
  ['a random read that is cheaper than a sequential one', { parameters: { randomPageCost: 0.5 } }, [`randomPageCost must be a number from 1 to 10, got 0.5; ${WHOLE}`]],
  ['logical replication as a number', { parameters: { logicalReplication: 1 } }, [`logicalReplication must be true or false, got 1; ${WHOLE}`]],

  ['a maintenance window as RDS writes it', { maintenanceWindow: 'sun:03:00-sun:04:00' }, [
    'maintenanceWindow must be an object, got "sun:03:00-sun:04:00"; write it as { startUtc: \'03:00\' }',
  ]],
  ['a day that is none', { maintenanceWindow: { day: 'Sunday', startUtc: '03:00' } }, [`the day of maintenanceWindow must be one of ${DAYS}, got "Sunday"; use a member of Weekday`]],
  start('maintenanceWindow', '3:00', '"3:00"'), start('maintenanceWindow', '24:00', '"24:00"'), start('backupWindow', '03:60', '"03:60"'), start('backupWindow', 3, '3'),
  minutes('maintenanceWindow', 29, '29'), minutes('maintenanceWindow', 1440, '1440'), minutes('backupWindow', 15, '15'), minutes('backupWindow', 30.5, '30.5'),
  windows(['03:00', 60], ['03:30', 60], '03:00-04:00', '03:30-04:30'), windows(['23:30', 60], ['00:15', 30], '23:30-00:30', '00:15-00:45'),
  windows(['04:00', 30], ['03:00', 120], '04:00-04:30', '03:00-05:00'),
  ['a backup window that leaves no time for maintenance', { backupWindow: { startUtc: '00:00', minutes: 1400 } }, [
    'backupWindow must not overlap with maintenanceWindow (23:20-00:20 UTC), got "00:00-23:20"; RDS accepts no overlap: move or shorten one of the two',
  ]],
];

const END: [asOf: string, version: number, problems: string[]][] = [
  ['2029-03-01', 16, ['version must be in standard support on 2029-03-01, got 16; that of 16 ended on 2029-02-28: upgrade to 18']],
  ['2030-03-01', 17, ['version must be in standard support on 2030-03-01, got 17; that of 17 ended on 2030-02-28: upgrade to 18']],
  ['2031-03-01', 18, ['version must be in standard support on 2031-03-01, got 18; that of 18 ended on 2031-02-28: ask the platform team for a newer Pavement']],
];

let rootdir: string;

beforeEach(() => {
  rootdir = mkdtempSync(join(tmpdir(), 'pavement-bad-input-'));
});

afterEach(() => {
  rmSync(rootdir, { recursive: true });
});

test.each(ROWS)('%s is refused and nothing is written', (_, props, problems) => {
  expect(problemsOf(props)).toEqual(problems.map(problem => `[dev/data] ${problem}`));
  expect(readdirSync(rootdir)).toEqual([]);
});

test.each(END)('on %s version %i is refused', (asOf, version, problems) => {
  expect(problemsOf({ version }, { asOf })).toEqual(problems.map(problem => `[dev/data] ${problem}`));
});

test('everything that is wrong with a database is said at once', () => {
  const problems = problemsOf({ version: 9, backupRetentionDays: 1, readReplicas: 99, storageGiB: 1, iops: 1, extensions: ['no'], parameters: { no: 1 }, backupWindow: { startUtc: 'no' } });

  expect(problems).toHaveLength(8);
});

test('a tier that keeps backups longer lets nobody keep them shorter', () => {
  const { props } = Standards.reference();

  expect(problemsOf({ backupRetentionDays: 20 }, { databases: { ...props.databases, backupRetentionDays: { dev: 21 } } })).toEqual([
    '[dev/data] backupRetentionDays must be a whole number from 21 to 35, got 20; the platform keeps backups for 21 days at least, RDS for 35 at most',
  ]);
  expect(problemsOf({ backupRetentionDays: 20 }, { databases: { ...props.databases, backupRetentionDays: { dev: 35 } } })).toEqual([
    '[dev/data] backupRetentionDays must be 35, got 20; the platform keeps backups for 35 days at least, RDS for 35 at most',
  ]);
});

function problemsOf(props: object, standards: Partial<StandardsProps> = {}): string[] {
  try {
    const app = new PlatformApp({ system: 'shop', team: 'team-payments', standards: Standards.fromProps({ ...Standards.reference().props, ...standards }), rootdir });
    new PostgresInstance(app.environment('dev'), 'data', { size: PostgresSize.SMALL, ...props } as PostgresInstanceProps);
    app.synth();
  } catch (error) {
    expect((error as Error).name).toBe('PlatformError');
    return (error as Error).message.split('\n').slice(1).map(line => line.trim());
  }
  throw new Error('the database was accepted');
}
