import { matchConditions, policyMetadata } from './admission-policies';
import { BoundEnvironment, actions, namespaces } from './bindings';
import { Exception, isExcepted } from './exceptions';
import { ExportOptions, ExportedFile, boundEnvironments, exemptNamespaces } from './export-options';
import { variablesOf } from './object-variables';
import { resourceRules } from './resources';
import { RuleGroup, ruleGroups } from './rule-groups';
import { quoted, validations } from './validations';
import { isRecord } from '../../core/checks';
import { EnvironmentFacts } from '../environment-facts';

type Body = Record<string, unknown>;

const API_VERSION = 'policies.kyverno.io/v1';

/** Where Kyverno is told to take exceptions from. */
export const EXCEPTION_NAMESPACE = 'pavement-system';

/** Policies for Kyverno 1.17 and later, for each environment with what it knows of itself, and the exceptions, which end by themselves. */
export function kyvernoPolicies(options: ExportOptions): ExportedFile[] {
  const { groups } = ruleGroups(options.controls);
  return boundEnvironments(options).map(environment => ({
    path: `${environment.facts.name}.yaml`,
    documents: [
      ...groups.map(group => policy(group, environment, options)),
      ...options.exceptions.filter(({ environments }) => environments.includes(environment.facts.name))
        .map(exception => policyException(exception, environment.facts, groups.filter(({ control }) => control.id === exception.control)))
        .filter(body => body !== undefined),
    ],
  }));
}

function policy(group: RuleGroup, { facts, neighbours }: BoundEnvironment, options: ExportOptions): Body {
  return {
    apiVersion: API_VERSION,
    kind: 'ValidatingPolicy',
    metadata: { ...policyMetadata(group), name: nameIn(group, facts) },
    spec: {
      failurePolicy: 'Fail',
      validationActions: actions(group.control.severity, options.denyFrom),
      // templates are looked at by the policy itself, and scans have no request to ask about
      autogen: { podControllers: { controllers: [] } },
      evaluation: { background: { enabled: false } },
      matchConstraints: {
        resourceRules: resourceRules(group.on, group.kinds),
        namespaceSelector: { matchExpressions: namespaces(facts, neighbours, exemptNamespaces(options, facts.name)) },
      },
      matchConditions: matchConditions(group, options.exemptGroups),
      variables: [{ name: 'environment', expression: literal(facts) }, ...variablesOf(group)],
      validations: validations(group),
    },
  };
}

/** An exception of Kyverno; nothing when no policy asks what it is for. */
function policyException(exception: Exception, facts: EnvironmentFacts, groups: readonly RuleGroup[]): Body | undefined {
  return groups.length === 0 ? undefined : {
    apiVersion: API_VERSION,
    kind: 'PolicyException',
    metadata: { name: `${exception.waiver.toLowerCase()}-${facts.name}`, namespace: EXCEPTION_NAMESPACE, labels: { 'app.kubernetes.io/managed-by': 'pavement' } },
    spec: {
      policyRefs: groups.map(group => ({ kind: 'ValidatingPolicy', name: nameIn(group, facts) })),
      matchConditions: [{ name: 'is-excepted', expression: isExcepted(exception) }],
      expiresAt: exception.until,
      properties: { waiver: exception.waiver },
    },
  };
}

function nameIn({ name }: RuleGroup, { name: environment }: EnvironmentFacts): string {
  return `${name}-${environment}`;
}

/** The facts of an environment as a literal of CEL. */
function literal(fact: unknown): string {
  if (isRecord(fact)) {
    return `{${Object.entries(fact).map(([name, value]) => `'${name}': dyn(${literal(value)})`).join(', ')}}`;
  }
  return Array.isArray(fact) ? `[${fact.map(literal).join(', ')}]` : typeof fact === 'string' ? quoted(fact) : String(fact);
}
