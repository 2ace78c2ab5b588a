import { Exception } from './exceptions';
import { EnvironmentFacts } from '../environment-facts';

type Body = Record<string, unknown>;

const GROUP = 'policies.pavement.dev';

/** The kind of what policies read. */
export const PARAMETER_KIND = { apiVersion: `${GROUP}/v1`, kind: 'PolicyEnvironment' } as const;

/**
 * What policies know of an environment and what they let pass there.
 *
 * It has a kind of its own, without a namespace: nobody may write it who was not allowed to by name. A ConfigMap would also do, but an API
 * server (up to 1.37) whose last binding with one was deleted finds no ConfigMap for the next until it is restarted, and refuses everything.
 */
export function parameters(facts: EnvironmentFacts, exceptions: readonly Exception[]): Body {
  return {
    ...PARAMETER_KIND,
    metadata: { name: facts.name, labels: { 'app.kubernetes.io/managed-by': 'pavement' } },
    spec: {
      environment: facts,
      exceptions: exceptions.filter(({ environments }) => environments.includes(facts.name)).map(({ environments, ...exception }) => exception),
    },
  };
}

/** The facts of an environment, as an expression. */
export const FACTS_OF_PARAMETERS = 'dyn(params.spec.environment)';

/** The definition of the kind. */
export function parameterDefinition(): Body {
  const text = { type: 'string' };
  const exception = { control: text, kind: text, namespace: text, name: text, until: { type: 'string', format: 'date-time' }, waiver: text };
  const spec = {
    type: 'object',
    required: ['environment'],
    properties: {
      environment: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
      exceptions: { type: 'array', items: { type: 'object', required: Object.keys(exception), properties: exception } },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `policyenvironments.${GROUP}`, labels: { 'app.kubernetes.io/managed-by': 'pavement' } },
    spec: {
      group: GROUP,
      scope: 'Cluster',
      names: { kind: PARAMETER_KIND.kind, plural: 'policyenvironments', singular: 'policyenvironment' },
      versions: [{
        name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', required: ['spec'], properties: { spec } } },
      }],
    },
  };
}
