import { PostgresExtension, PostgresInstanceProps, PostgresSize, Weekday } from 'pavement';

/** A database that says something about everything it can say something about. */
export const EVERY_OPTION: Required<Omit<PostgresInstanceProps, 'environment' | 'team'>> = {
  size: PostgresSize.MEDIUM,
  catalog: { title: 'Orders', description: 'What was ordered', lifecycle: 'deprecated', tags: ['orders'], links: [{ url: 'https://wiki.example.com/orders', title: 'Model' }] },
  version: 17,
  storageGiB: 500,
  maxStorageGiB: 2000,
  iops: 16000,
  throughputMiBps: 1000,
  backupRetentionDays: 35,
  readReplicas: 2,
  extensions: Object.values(PostgresExtension),
  parameters: {
    statementTimeoutSeconds: 30,
    lockTimeoutSeconds: 5,
    idleInTransactionTimeoutSeconds: 30,
    logSlowerThanMilliseconds: 250,
    workMemMiB: 16,
    maintenanceWorkMemMiB: 512,
    randomPageCost: 1.1,
    autovacuumScalePercent: 2,
    statisticsTarget: 200,
    logicalReplication: true,
  },
  maintenanceWindow: { day: Weekday.SATURDAY, startUtc: '23:30', minutes: 90 },
  backupWindow: { startUtc: '22:00', minutes: 60 },
};
