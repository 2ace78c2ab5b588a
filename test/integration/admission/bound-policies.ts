import { setTimeout as sleep } from 'node:timers/promises';
import { Body } from './pod-forms';
import { PARAMETER_KIND } from '../../../src/policy/export/parameters';
import { ControlPlane } from '../harness/control-plane';
import { mustSucceed } from '../harness/run';

const DEADLINE_MS = 60_000;

/**
 * Applies policies with what binds them, and waits until the server asks them: it takes them over a moment after they are stored.
 *
 * What tells is a policy that is stored after the others and refuses a request of the test's own.
 */
export class BoundPolicies {
  private revision = 0;

  constructor(private readonly controlPlane: ControlPlane) {}

  /** Applies a definition and its policies, once. */
  async define(documents: readonly Body[]): Promise<void> {
    this.store(documents);
    const definition = documents.find(({ kind }) => kind === 'CustomResourceDefinition');
    mustSucceed('waiting for the kind of the parameters', this.controlPlane.kubectl(['wait', '--for=condition=Established', `crd/${definition?.metadata.name}`]));
  }

  /** Binds policies, with their parameters. */
  async bind(documents: readonly Body[]): Promise<void> {
    const environment = documents.find(({ kind }) => kind === PARAMETER_KIND.kind)!.metadata.name as string;
    const revision = `canary-${++this.revision}`;
    const marked = documents.map((document) => document.kind !== PARAMETER_KIND.kind ? document
      : { ...document, spec: { ...document.spec, environment: { ...document.spec.environment, revision } } });
    this.store([...marked, ...canary(revision, environment)]);
    await this.until(revision);
  }

  /** Changes the parameters of what is bound. */
  async change(parameters: Body): Promise<void> {
    return this.bind([parameters]);
  }

  /** Takes away what binds policies to an environment. */
  unbind(environment: string): void {
    const { items } = JSON.parse(this.controlPlane.kubectl(['get', 'validatingadmissionpolicybindings', '-o', 'json']).stdout) as { items: Body[] };
    const names = items.map(({ metadata }) => metadata.name as string).filter((name) => name.endsWith(`-${environment}`));
    if (names.length > 0) mustSucceed('deleting bindings', this.controlPlane.kubectl(['delete', 'validatingadmissionpolicybindings', ...names]));
  }

  private store(items: readonly Body[]): void {
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    mustSucceed('applying policies', this.controlPlane.kubectl(['apply', '--server-side', '--force-conflicts', '-f', '-'], list));
  }

  private async until(revision: string): Promise<void> {
    const probe = { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: revision } };
    const deadline = Date.now() + DEADLINE_MS;
    for (;;) {
      const { message } = await this.controlPlane.request('POST', '/apis/coordination.k8s.io/v1/namespaces/default/leases?dryRun=All', probe);
      if (message.includes(`${revision} holds`)) return;
      if (Date.now() > deadline) throw new Error(`the policies do not hold after ${DEADLINE_MS / 1000} s: ${message}`);
      await sleep(50);
    }
  }
}

/** A policy that refuses the Lease of its name once the parameters are those of its revision. */
function canary(revision: string, environment: string): Body[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  return [
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: revision },
      spec: {
        paramKind: PARAMETER_KIND,
        matchConstraints: { resourceRules: [{ apiGroups: ['coordination.k8s.io'], apiVersions: ['*'], operations: ['CREATE'], resources: ['leases'], resourceNames: [revision] }] },
        validations: [{ expression: `params.spec.environment.?revision.orValue('') != '${revision}'`, message: `${revision} holds` }],
      },
    },
    {
      apiVersion,
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: revision },
      spec: { policyName: revision, paramRef: { name: environment, parameterNotFoundAction: 'Deny' }, validationActions: ['Deny'] },
    },
  ];
}
