import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { CA_DIRECTORY, connectionVariables } from './connection';
import type { PostgresTerraform } from './postgres-terraform';
import { RolesSpec, rolesSql } from './roles-sql';
import { MAKE_ROLES, SQL_DIRECTORY, SQL_FILE } from './scripts';
import { Access } from '../core/binding';
import { labels, selectorLabels } from '../core/labels';
import { databaseSchema, descriptorPath } from '../core/names';
import { Problems, reportProblems } from '../core/problems';
import { ROLES_JOB } from '../standards/defaults';
import { MANIFESTS_ID } from '../synth/render-manifests';
import { checkAwsEgress } from '../workload/aws-egress';
import { toAddresses } from '../workload/egress';
import { HashedObject } from '../workload/hashed-object';
import { Job, WAVES } from '../workload/job';
import { addJobManifests, wave } from '../workload/job-manifests';

/** Which role each access uses. */
export const ROLE_OF = { [Access.READ]: 'ro', [Access.READ_WRITE]: 'app', [Access.MIGRATE]: 'migrator' } as const;

/** Schemas that every database has. */
const RESERVED_SCHEMAS = ['public', 'information_schema'];

/**
 * Who uses a database, and the Job that makes their roles.
 *
 * The Job is there from the first use on, and reads who uses the database when it is rendered. A database that nobody uses has none: nobody
 * could reach it, because its security group lets nobody in.
 */
export class DatabaseRoles {
  private readonly users = new Map<string, Set<Access>>();

  constructor(private readonly database: Construct, private readonly terraform: PostgresTerraform) {}

  /** Lets a workload use the database. */
  public grant(workload: string, access: Access): void {
    if (this.users.size === 0) {
      this.addJob();
    }
    const accesses = this.users.get(workload) ?? new Set();
    this.users.set(workload, accesses.add(access));
    this.check(workload);
  }

  /** The SQL that makes the roles of all who use the database. */
  public sql(): string {
    return rolesSql(this.roles());
  }

  private roles(): RolesSpec {
    const users = [...this.users].sort(([a], [b]) => a < b ? -1 : 1);
    return {
      database: this.terraform.spec.databaseName,
      owners: users.filter(([, accesses]) => accesses.has(Access.READ_WRITE) || accesses.has(Access.MIGRATE))
        .map(([service, accesses]) => ({ service, app: accesses.has(Access.READ_WRITE) })),
      readers: users.filter(([, accesses]) => accesses.has(Access.READ)).map(([service]) => service),
    };
  }

  private check(workload: string): void {
    const problems = new Problems();
    problems.must(
      !RESERVED_SCHEMAS.includes(databaseSchema(workload)), 'the id of a service with a database must not be the name of a schema of PostgreSQL itself', workload,
      'give the service another id',
    );
    reportProblems(this.database, problems);
  }

  private addJob(): void {
    const { spec } = this.terraform;
    const { policy, placed } = spec;
    const { clientImage } = policy;
    const problems = new Problems();
    problems.must(
      clientImage !== undefined, 'the standards must name an image in databases.clientImage when something is bound to a database', clientImage,
      'ask the platform team for one with psql, aws and jq: it makes the roles',
    );
    checkAwsEgress(true, placed.spec, problems);
    reportProblems(this.database, problems);

    const chart = new Chart(this.database, MANIFESTS_ID, {
      namespace: placed.namespace, labels: labels(placed.ownership, spec.name), disableResourceNameHashes: true,
    });
    const job: Job = {
      name: spec.name,
      purpose: 'roles',
      stem: `${spec.name}-roles`,
      placed,
      labels: labels(placed.ownership, spec.name),
      selector: selectorLabels(placed.ownership, spec.name),
      policy: ROLES_JOB,
      wave: WAVES.roles,
      descriptorPath: descriptorPath(placed.ownership, spec.name),
      variables: [...connectionVariables(spec, undefined, `${spec.name}-roles`), { name: 'MASTER_SECRET_ARN', descriptorKey: 'masterSecretArn' }],
      callsAws: true,
    };
    const sql = new HashedObject(chart, 'sql', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: job.stem, annotations: wave(WAVES.prerequisites) },
      fields: { immutable: () => true, data: () => ({ [SQL_FILE]: this.sql() }) },
    });
    addJobManifests(chart, job, [sql], () => ({
      prepare: [],
      run: { name: 'roles', image: clientImage ?? '', command: MAKE_ROLES, variables: [] },
      volumes: [
        { volume: { name: 'sql', configMap: { name: sql.name } }, mount: { name: 'sql', mountPath: SQL_DIRECTORY, readOnly: true } },
        { volume: { name: 'ca', configMap: { name: policy.caBundleConfigMap } }, mount: { name: 'ca', mountPath: CA_DIRECTORY, readOnly: true } },
      ],
      egress: toAddresses(placed.spec.aws.databaseSubnets.map(({ cidr }) => cidr), policy.port),
    }));
    const { addRolesIdentity } = require('./roles-terraform') as typeof import('./roles-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
    addRolesIdentity(job, this.terraform);
  }
}
