import { Construct } from 'constructs';
import { DatabaseRoles } from './database-roles';
import { acceptPostgresBinding } from './postgres-binding';
import type { PostgresTerraform } from './postgres-terraform';
import { resolvePostgres } from './resolve-postgres';
import { Binding, BindingRequest, IBindable } from '../core/binding';
import { IPlatformComponent } from '../core/component';
import { Problems, reportProblems } from '../core/problems';
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
    const spec = placed && resolvePostgres(id, props, placed, problems);
    reportProblems(this, problems);

    if (problems.none && spec) {
      // loaded when the first database is declared: the AWS provider costs a quarter of a second
      const { addPostgresTerraform } = require('./postgres-terraform') as typeof import('./postgres-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
      this.terraform = addPostgresTerraform(spec);
      this.roles = new DatabaseRoles(this, this.terraform);
    }
  }

  /** Opens the database to a workload. Called by `bind()`. */
  public acceptBinding(request: BindingRequest): Binding {
    return acceptPostgresBinding(request, this.terraform, this.roles);
  }
}
