import { PolicyVariable } from './pod-variables';
import { quoted } from './validations';

/** What a waiver lets pass, as an admission policy can know it. */
export interface Exception {
  /** Id of the waiver, such as `WVR-2026-001`. */
  readonly waiver: string;
  /** Id of the control. */
  readonly control: string;
  readonly environments: readonly string[];
  /** Kind with its group, such as `apps/Deployment`. */
  readonly kind: string;
  /** Empty for what is in no namespace. */
  readonly namespace: string;
  readonly name: string;
  /** The moment from which it lets nothing pass any more, such as `2026-07-01T00:00:00Z`. */
  readonly until: string;
}

/** Accounts of the controllers that make objects from others: what they make of an excepted object is excepted too. */
const CONTROLLERS = [
  'system:kube-controller-manager',
  ...['cronjob-controller', 'daemon-set-controller', 'deployment-controller', 'job-controller', 'replicaset-controller', 'replication-controller', 'statefulset-controller']
    .map(name => `system:serviceaccount:kube-system:${name}`),
];

const NAMESPACE = 'object.metadata.?namespace.orValue(\'\')';
const STEM = 'o.name.substring(0, o.name.lastIndexOf(\'-\'))';

/** Owners of an object that a controller names; what anyone else says of owners does not count. */
const OWNERS = `request.userInfo.username in [${CONTROLLERS.map(quoted).join(', ')}] ? object.metadata.?ownerReferences.orValue([]).filter(o, o.?controller.orValue(false)) : []`;

/** What an object goes by: its own kind and name, and those of what a controller made it from. */
const identities = (owners: string) => [
  `[(request.kind.group == '' ? '' : request.kind.group + '/') + request.kind.kind + ' ' + ${NAMESPACE} + '/' + object.metadata.?name.orValue('')]`,
  `${owners}.map(o, (o.apiVersion.contains('/') ? o.apiVersion.split('/')[0] + '/' : '') + o.kind + ' ' + ${NAMESPACE} + '/' + o.name)`,
  // a ReplicaSet is named after its Deployment, a Job after its CronJob
  ...[['ReplicaSet', 'apps/Deployment'], ['Job', 'batch/CronJob']].map(([kind, maker]) =>
    `${owners}.filter(o, o.kind == '${kind}' && o.name.contains('-')).map(o, '${maker} ' + ${NAMESPACE} + '/' + ${STEM})`),
].join(' + ');

/**
 * Finds out whether there is an exception for an object, as `variables.excepted`.
 *
 * Expressions cannot ask for the time. When an object was made or changed last is in its metadata, written by the API server, and an
 * exception that had ended by then lets nothing pass.
 */
export function exceptionVariables(control: string): PolicyVariable[] {
  const current = (until: string) => `timestamp(object.metadata.creationTimestamp) < timestamp(${until})`
    + ` && object.metadata.?managedFields.orValue([]).all(f, !has(f.time) || timestamp(f.time) < timestamp(${until}))`;
  return [
    { name: 'owners', expression: OWNERS },
    { name: 'identities', expression: identities('variables.owners') },
    {
      name: 'excepted',
      expression: `params.spec.?exceptions.orValue([]).exists(e, e.control == '${control}'`
        + ` && e.kind + ' ' + e.namespace + '/' + e.name in variables.identities && ${current('e.until')})`,
    },
  ];
}

/** Whether an object is the one that an exception is for, in one expression. */
export function isExcepted({ kind, namespace, name }: Exception): string {
  return `${quoted(`${kind} ${namespace}/${name}`)} in (${identities(`(${OWNERS})`)})`;
}
