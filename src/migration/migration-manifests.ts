import { Chart } from 'cdk8s';
import { MigrationSpec } from './resolve-migration';
import { labels, selectorLabels } from '../core/labels';
import { MIGRATION_JOB } from '../standards/defaults';
import { toAddresses } from '../workload/egress';
import { Job, JobWork, WAVES } from '../workload/job';
import { addJobManifests } from '../workload/job-manifests';

/** What Kubernetes and IAM have to know of a resolved migration. */
export function migrationJob({ name, placed, binding }: MigrationSpec): Job {
  return {
    name,
    purpose: 'migration',
    stem: name,
    placed,
    labels: labels(placed.ownership, name),
    selector: selectorLabels(placed.ownership, name),
    policy: MIGRATION_JOB,
    wave: WAVES.migration,
    descriptorPath: binding.descriptorPath,
    variables: binding.variables,
    // a token for the database is signed in the Pod, without asking anybody
    callsAws: false,
  };
}

/** Writes a resolved migration as Kubernetes objects. */
export function addMigrationManifests(chart: Chart, spec: MigrationSpec, job: Job): void {
  addJobManifests(chart, job, [], () => work(spec));
}

function work({ image, command, config, binding: { preparation, mounts, egress } }: MigrationSpec): JobWork {
  return {
    prepare: preparation === undefined ? [] : [{ name: 'sign-in', image: preparation.image, command: preparation.command, variables: [] }],
    run: { name: 'migration', image, command, variables: Object.entries(config).sort(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => ({ name, value })) },
    volumes: [
      ...mounts.map(({ configMap, path }) => ({
        volume: { name: configMap, configMap: { name: configMap } }, mount: { name: configMap, mountPath: path, readOnly: true },
      })),
      ...preparation === undefined ? [] : [{
        volume: { name: 'sign-in', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }, mount: { name: 'sign-in', mountPath: preparation.directory },
      }],
    ],
    egress: egress.flatMap(({ cidrs, port }) => toAddresses(cidrs, port)),
  };
}
