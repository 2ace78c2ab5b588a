import { setTimeout as sleep } from 'node:timers/promises';
import { Body } from './pod-forms';
import { ControlPlane } from '../harness/control-plane';
import { mustSucceed } from '../harness/run';

const DEADLINE_MS = 60_000;

/** Refuses the ConfigMap that names the revision of the parameters which the server works with. */
const CANARY: Body[] = [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'canary' },
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }] },
      matchConditions: [{ name: 'canary', expression: 'object.metadata.name == \'canary\'' }],
      validations: [{ expression: 'params.data.?revision.orValue(\'\') != object.data.revision', message: 'the policies hold' }],
    },
  },
];

/** Applies policies with what binds them, and waits until the server asks them: it takes them over a moment after they are stored. */
export class BoundPolicies {
  private revision = 0;

  constructor(private readonly controlPlane: ControlPlane) {}

  /** Applies objects; the last of the parameters are those that are waited for. */
  async apply(documents: readonly Body[]): Promise<void> {
    const revision = String(++this.revision);
    const items = documents.map((document) => document.kind === 'ConfigMap' ? { ...document, data: { ...document.data, revision } } : document);
    const params = items.filter(({ kind }) => kind === 'ConfigMap').at(-1)!.metadata as { name: string; namespace: string };
    const binding = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'canary' },
      spec: { policyName: 'canary', paramRef: { name: params.name, namespace: params.namespace, parameterNotFoundAction: 'Deny' }, validationActions: ['Deny'] },
    };
    mustSucceed('applying policies', this.controlPlane.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], list([...items, ...CANARY, binding])));
    const canary = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'canary' }, data: { revision } };
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const { message } = await this.controlPlane.request('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', canary);
      if (message.includes('the policies hold')) return;
      if (Date.now() > deadline) throw new Error(`the policies do not hold after ${DEADLINE_MS / 1000} s: ${message}`);
      await sleep(100);
    }
  }

  /** Takes the bindings away. */
  unbind(): void {
    mustSucceed('deleting bindings', this.controlPlane.kubectl(['delete', 'validatingadmissionpolicybindings', '--all']));
  }
}

function list(items: readonly Body[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
