import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addMigrationManifests, migrationJob } from './migration-manifests';
import { resolveMigration } from './resolve-migration';
import { IBindable } from '../core/binding';
import { CatalogFacts, CatalogKind } from '../core/catalog-facts';
import { IPlatformComponent } from '../core/component';
import { Image } from '../core/image';
import { labels } from '../core/labels';
import { Problems, reportProblems } from '../core/problems';
import { PlacementProps, resolvePlacement, scopeFor } from '../environment/placement';

/** What changes the structure of a service's data. */
export interface PlatformMigrationProps extends PlacementProps {
  /**
   * What it runs: the service's own image, or one of its own. It finds the database in the same variables as the service does, and the
   * password in the file that `PGPASSFILE` names, which libpq and most drivers read by themselves.
   */
  readonly image: Image;

  /**
   * The command and its arguments, such as `['npm', 'run', 'migrate']`; run as it is, without a shell.
   *
   * @default - what the image runs by itself
   */
  readonly command?: string[];

  /** The service whose schema it changes. */
  readonly service: IPlatformComponent;

  /** The database that the schema is in. */
  readonly database: IBindable;

  /**
   * Environment variables that are no secrets.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;
}

/**
 * A migration: a Job that changes the structure of a service's data before the service is rolled out, as the service's `migrator` role,
 * which is the only one that can. When it fails, the rollout does not begin.
 *
 * It has 15 minutes with one more attempt, and must do nothing the second time, as migration tools do that keep a table of what they have
 * applied. Another image, command or config is another Job; the same one is not run again by `kubectl apply` within a day.
 *
 * Argo CD runs it in a wave before the services and stops when it fails. With kubectl, apply its file first and wait for it:
 * `kubectl wait --for=condition=complete --timeout=15m $(kubectl apply -o name -f dist/prod/orders-migration.k8s.yaml | grep ^job)`.
 */
export class PlatformMigration extends Chart implements IPlatformComponent {
  public readonly componentName: string;
  public readonly componentType: string;
  public readonly owner: string;

  /** Undefined when something is wrong with the migration; synth says what. */
  private readonly database?: IBindable;
  private readonly podSelector: Record<string, string> = {};

  /**
   * Declares a migration.
   *
   * @param scope - an environment, or the app when `environment` is given
   * @param id - its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   * @param props - what it is
   */
  constructor(scope: Construct, id: string, props: PlatformMigrationProps) {
    const parent = scopeFor(scope, id, props);
    const problems = new Problems();
    const placed = resolvePlacement(parent, id, props, problems);
    super(parent, id, placed && { namespace: placed.namespace, labels: labels(placed.ownership, id), disableResourceNameHashes: true });
    this.componentName = id;
    this.componentType = 'migration';
    this.owner = placed?.ownership.team ?? '';
    const spec = placed && resolveMigration(id, props, placed, problems);
    reportProblems(this, problems);

    if (problems.none && spec) {
      const job = migrationJob(spec);
      this.database = props.database;
      this.podSelector = job.selector;
      addMigrationManifests(this, spec, job);
      if (spec.binding.statements.length > 0) {
        // loaded when there is something to allow: the AWS provider costs a quarter of a second
        const { addJobIdentity } = require('../workload/job-terraform') as typeof import('../workload/job-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
        addJobIdentity(job, spec.binding.statements);
      }
    }
  }

  /** What it tells the catalog. */
  public get catalogFacts(): CatalogFacts | undefined {
    return this.database && {
      kind: CatalogKind.COMPONENT, type: 'job', dependsOn: [{ target: this.database }], podSelector: this.podSelector,
    };
  }
}
