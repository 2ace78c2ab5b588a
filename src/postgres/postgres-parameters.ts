/**
 * What a developer may set of PostgreSQL's own parameters. Everything else is the platform's: what is logged and audited, TLS, how
 * passwords are made.
 */
export interface PostgresParameters {
  /**
   * Longest time that a statement may run, in seconds: 1 to 86400.
   *
   * @default - no limit beside those of the roles
   */
  readonly statementTimeoutSeconds?: number;

  /**
   * Longest time that a statement waits for a lock, in seconds: 1 to 3600.
   *
   * @default - no limit
   */
  readonly lockTimeoutSeconds?: number;

  /**
   * Longest time that a transaction may do nothing while it holds its locks, in seconds: 1 to 3600.
   *
   * @default 60
   */
  readonly idleInTransactionTimeoutSeconds?: number;

  /**
   * Duration from which a statement is logged, in milliseconds: 10 to 60000.
   *
   * @default 1000
   */
  readonly logSlowerThanMilliseconds?: number;

  /**
   * Memory that one step of a statement (a sort, a hash) may use, in MiB: 1 to a sixteenth of the instance's memory.
   *
   * @default - PostgreSQL's, 4
   */
  readonly workMemMiB?: number;

  /**
   * Memory that building an index or a vacuum may use, in MiB: 16 to a quarter of the instance's memory.
   *
   * @default - RDS computes it from the instance's memory
   */
  readonly maintenanceWorkMemMiB?: number;

  /**
   * What a random read costs compared with a sequential one: 1 to 10. SSDs are near 1.
   *
   * @default - PostgreSQL's, 4
   */
  readonly randomPageCost?: number;

  /**
   * Part of a table that must have changed before autovacuum visits it, in percent: 1 to 100. Large tables want less.
   *
   * @default - RDS's, 10
   */
  readonly autovacuumScalePercent?: number;

  /**
   * How much the planner knows of a column, in histogram entries: 1 to 10000.
   *
   * @default - PostgreSQL's, 100
   */
  readonly statisticsTarget?: number;

  /**
   * Whether changes can be streamed to others (logical replication). Takes effect at the next restart.
   *
   * @default false
   */
  readonly logicalReplication?: boolean;
}

/** Extensions that can be created in a database. What is not asked for cannot be created, not even by its owner. */
export enum PostgresExtension {
  /** Case-insensitive text. */
  CITEXT = 'citext',
  /** GIN indexes over plain types. */
  BTREE_GIN = 'btree_gin',
  /** GiST indexes over plain types, for exclusion constraints. */
  BTREE_GIST = 'btree_gist',
  /** Sets of key and value in one column. */
  HSTORE = 'hstore',
  /** Labels in a tree. */
  LTREE = 'ltree',
  /** Jobs on a schedule inside the database. */
  PG_CRON = 'pg_cron',
  /** Partitions made and dropped as time passes. */
  PG_PARTMAN = 'pg_partman',
  /** Tables rewritten without a lock. */
  PG_REPACK = 'pg_repack',
  /** Similarity of texts, and indexes for LIKE. */
  PG_TRGM = 'pg_trgm',
  /** Cryptographic functions. */
  PGCRYPTO = 'pgcrypto',
  /** Geometry and geography. */
  POSTGIS = 'postgis',
  /** Text search without accents. */
  UNACCENT = 'unaccent',
  /** Generated UUIDs. */
  UUID_OSSP = 'uuid-ossp',
  /** Vectors and nearest neighbours. */
  VECTOR = 'vector',
}
