import { CONTAINER_LISTS, podsIn } from '../../../src/policy/pod-specs';

export type Body = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

/** A Pod specification and the metadata of its Pods. */
export interface PodTemplate {
  readonly metadata: Body;
  readonly spec: Body;
}

/** The Pods in an object, as templates that anything can be made from. */
export function templatesIn(object: Body, kind: string): PodTemplate[] {
  return podsIn(object, kind).map(({ spec, metadata }) => ({
    metadata: { labels: { form: 'x', ...metadata.labels as Body }, ...metadata.annotations as Body && { annotations: metadata.annotations } },
    spec,
  }));
}

/** The same Pod in every form in which the API server takes one, by kind. */
export function podForms({ metadata, spec }: PodTemplate, at: Body): Record<string, Body> {
  const template = (restartPolicy: string): Body => ({ metadata, spec: { ...spec, restartPolicy } });
  const object = (apiVersion: string, kind: string, body: Body): Body => ({ apiVersion, kind, metadata: at, ...body });
  const selector = { matchLabels: metadata.labels };
  const job = { template: template('Never') };
  return {
    'Pod': object('v1', 'Pod', { metadata: { ...metadata, ...at, labels: { ...metadata.labels, ...at.labels } }, spec }),
    'PodTemplate': object('v1', 'PodTemplate', { template: { metadata, spec } }),
    'ReplicationController': object('v1', 'ReplicationController', { spec: { selector: metadata.labels, template: template('Always') } }),
    'apps/Deployment': object('apps/v1', 'Deployment', { spec: { selector, template: template('Always') } }),
    'apps/ReplicaSet': object('apps/v1', 'ReplicaSet', { spec: { selector, template: template('Always') } }),
    'apps/StatefulSet': object('apps/v1', 'StatefulSet', { spec: { selector, serviceName: 'x', template: template('Always') } }),
    'apps/DaemonSet': object('apps/v1', 'DaemonSet', { spec: { selector, template: template('Always') } }),
    'batch/Job': object('batch/v1', 'Job', { spec: job }),
    'batch/CronJob': object('batch/v1', 'CronJob', { spec: { schedule: '0 4 * * *', jobTemplate: { spec: job } } }),
    'argoproj.io/Rollout': object('argoproj.io/v1alpha1', 'Rollout', { spec: { selector, template: template('Always') } }),
    'keda.sh/ScaledJob': object('keda.sh/v1alpha1', 'ScaledJob', { spec: { jobTargetRef: job, triggers: [{ type: 'cron', metadata: {} }] } }),
  };
}

/** What a container cannot have that is added to a running Pod; the volumes that it mounts are not there either. */
const NOT_LATER = ['ports', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle', 'resources', 'resizePolicy', 'restartPolicy', 'volumeMounts'];

/** A Pod to whose ephemeral containers the containers of another were added, without what they cannot have. */
export function withEphemeralContainers(pod: Body, { spec }: PodTemplate): Body {
  const containers = CONTAINER_LISTS.flatMap((list) => (spec[list] ?? []) as Body[]);
  const ephemeralContainers = containers.map((container, i) => ({
    ...Object.fromEntries(Object.entries(container).filter(([field]) => !NOT_LATER.includes(field))),
    name: `debug-${i}`,
    image: container.image ?? 'debug',
  }));
  return { ...pod, spec: { ...pod.spec, ephemeralContainers } };
}
