import { Construct } from 'constructs';
import { DatabaseRoles } from './database-roles';
import { acceptPostgresBinding } from './postgres-binding';
import { PostgresConnections } from './postgres-connections';
import { PostgresExtension, PostgresParameters } from './postgres-parameters';
import type { PostgresTerraform } from './postgres-terraform';
import { resolvePostgres } from './resolve-postgres';
import { BackupWindow, MaintenanceWindow } from './windows';
import { Binding, BindingRequest, IBindable } from '../core/binding';
import { CatalogFacts, CatalogKind } from '../core/catalog-facts';
import { IPlatformComponent } from '../core/component';
import { Problems, reportProblems } from '../core/problems';
import { warn } from '../core/warnings';
import { PlacementProps, resolvePlacement, scopeFor } from '../environment/placement';

/** How big a database is. What a size is made of differs between environments and is the platform team's decision. */
export enum PostgresSize {
  /** For one service with little data. */
  SMALL = 'small',
  /** For most services. */
  MEDIUM = 'medium',
  /** For much data or load. */
  LARGE = 'large',
}

/** A managed PostgreSQL database. */
export interface PostgresInstanceProps extends PlacementProps {
  /** How big it is. */
  readonly size: PostgresSize;

  /**
   * Major version: 16, 17 or 18. Minor versions are taken automatically.
   *
   * @default - the standards' version
   */
  readonly version?: number;

  /**
   * Storage to start with, in GiB: 20 to 65536. It grows by itself up to `maxStorageGiB` and can never shrink.
   *
   * @default - the storage of the size
   */
  readonly storageGiB?: number;

  /**
   * Storage it may grow to by itself, in GiB: at least 1.26 times `storageGiB`, up to 65536.
   *
   * @default - the ceiling of the size, or 1.26 times `storageGiB` where that is more
   */
  readonly maxStorageGiB?: number;

  /**
   * Operations of the storage per second: 12000 to 64000, at most 500 for each GiB. Needs 400 GiB of storage to start with.
   *
   * @default - what gp3 storage brings: 3000, or 12000 from 400 GiB on
   */
  readonly iops?: number;

  /**
   * Throughput of the storage, in MiB per second: 500 to 4000, at most a quarter of `iops`. Needs 400 GiB of storage to start with.
   *
   * @default - what gp3 storage brings: 125, or 500 from 400 GiB on
   */
  readonly throughputMiBps?: number;

  /**
   * Days for which the database can be restored to any second: from the standards' number for the tier to 35.
   *
   * @default - the standards' `databases.backupRetentionDays` of the tier
   */
  readonly backupRetentionDays?: number;

  /**
   * Copies that can be read, in other zones: 0 to 15. Services find them as `PGREADHOSTS`; they may lag behind.
   *
   * @default 0
   */
  readonly readReplicas?: number;

  /**
   * Extensions that can be created in it.
   *
   * @default - none beside those of the platform
   */
  readonly extensions?: PostgresExtension[];

  /**
   * What PostgreSQL itself is told.
   *
   * @default - the platform's values
   */
  readonly parameters?: PostgresParameters;

  /**
   * When RDS may patch, resize or restart it; must not overlap with the backup.
   *
   * @default - an hour between 3:00 and 6:00 UTC, on the day of the tier
   */
  readonly maintenanceWindow?: MaintenanceWindow;

  /**
   * When RDS takes the automated backup, every day; must not overlap with the maintenance.
   *
   * @default - half an hour between 0:00 and 3:00 UTC
   */
  readonly backupWindow?: BackupWindow;
}

/**
 * A managed PostgreSQL database: encrypted with a key of its own, backed up, monitored, reachable only by what is bound to it, with no
 * password in Terraform's state, in the cluster or in the program.
 *
 * Each service that is bound to it has a schema of its own, which no other service can change or read, except those that are bound with
 * `Access.READ`: they can read every schema. A Job that runs before the services makes the roles; its SQL is in the database's manifests.
 */
export class PostgresInstance extends Construct implements IPlatformComponent, IBindable {
  public readonly componentName: string;
  public readonly componentType: string;
  public readonly owner: string;

  /** Undefined when something is wrong with the database; synth says what. */
  private readonly terraform?: PostgresTerraform;
  private readonly connections?: PostgresConnections;

  /** Undefined when something is wrong with the database. */
  private readonly roles?: DatabaseRoles;

  /**
   * Declares a database.
   *
   * @param scope - an environment, or the app when `environment` is given
   * @param id - its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   * @param props - what it is
   */
  constructor(scope: Construct, id: string, props: PostgresInstanceProps) {
    const parent = scopeFor(scope, id, props);
    const problems = new Problems();
    const placed = resolvePlacement(parent, id, props, problems);
    super(parent, id);
    this.componentName = id;
    this.componentType = 'database';
    this.owner = placed?.ownership.team ?? '';
    const { spec, warnings } = placed ? resolvePostgres(id, props, placed, problems) : { spec: undefined, warnings: [] };
    reportProblems(this, problems);
    warn(this, warnings);

    if (problems.none && spec) {
      // loaded when the first database is declared: the AWS provider costs a quarter of a second
      const { addPostgresTerraform } = require('./postgres-terraform') as typeof import('./postgres-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
      this.terraform = addPostgresTerraform(spec);
      this.roles = new DatabaseRoles(this, this.terraform);
      const connections = new PostgresConnections(spec.maxConnections, spec.sizeName);
      this.node.addValidation({ validate: () => connections.problems() });
      this.connections = connections;
    }
  }

  /** What it tells the catalog. */
  public get catalogFacts(): CatalogFacts | undefined {
    return { kind: CatalogKind.RESOURCE, type: 'database' };
  }

  /** Opens the database to a workload. Called by `bind()`. */
  public acceptBinding(request: BindingRequest): Binding {
    return acceptPostgresBinding(request, this.terraform, this.connections, this.roles);
  }
}
