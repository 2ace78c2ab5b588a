import { RuleGroup } from './rule-groups';
import { Severity } from '../control';
import { EnvironmentFacts } from '../environment-facts';

type Body = Record<string, unknown>;

const SEVERITIES: readonly Severity[] = ['medium', 'high', 'critical'];

/** Namespaces of Kubernetes itself. */
const SYSTEM_NAMESPACES = ['kube-node-lease', 'kube-public', 'kube-system'];

/** One environment in its cluster. */
export interface BoundEnvironment {
  readonly facts: EnvironmentFacts;
  /** Other environments in the same cluster. */
  readonly neighbours: readonly string[];
}

/**
 * Says that a policy holds in an environment.
 *
 * @param exempt namespaces in which nothing is asked, beside those of Kubernetes
 * @param denyFrom the least severity that is refused; what is below is warned about and noted in the audit log
 */
export function binding({ name, control }: RuleGroup, { facts, neighbours }: BoundEnvironment, exempt: readonly string[], denyFrom: Severity): Body {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: `${name}-${facts.name}`, labels: { 'app.kubernetes.io/managed-by': 'pavement' } },
    spec: {
      policyName: name,
      paramRef: { name: facts.name, parameterNotFoundAction: 'Deny' },
      validationActions: actions(control.severity, denyFrom),
      matchResources: { namespaceSelector: { matchExpressions: namespaces(facts, neighbours, exempt) } },
    },
  };
}

/** What happens when something does not hold. */
export function actions(severity: Severity, denyFrom: Severity): string[] {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(denyFrom) ? ['Deny', 'Audit'] : ['Warn', 'Audit'];
}

/** Names and labels of the namespaces that an environment is made of: all of its cluster that are not exempt and not another environment's. */
export function namespaces({ labelDomain }: EnvironmentFacts, neighbours: readonly string[], exempt: readonly string[]): Body[] {
  return [
    { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [...new Set([...SYSTEM_NAMESPACES, ...exempt])].sort() },
    ...neighbours.length === 0 ? [] : [{ key: `${labelDomain}/environment`, operator: 'NotIn', values: [...neighbours].sort() }],
  ];
}
