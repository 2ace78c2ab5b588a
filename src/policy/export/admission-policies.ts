import { exceptionVariables } from './exceptions';
import { variablesOf } from './object-variables';
import { FACTS_OF_PARAMETERS, PARAMETER_KIND } from './parameters';
import { HAS_POD } from './pod-variables';
import { requesterConditions } from './requesters';
import { resourceRules } from './resources';
import { RuleGroup } from './rule-groups';
import { validations } from './validations';

type Body = Record<string, unknown>;

/**
 * An update that changes nothing that rules look at is let pass: what was there before the policy can still lose its finalizers and go.
 */
const CHANGES = 'request.operation != \'UPDATE\' || !dyn(object).all(k, k in [\'metadata\', \'status\'] || (k in dyn(oldObject) && dyn(object)[k] == dyn(oldObject)[k]))'
  + ' || !dyn(oldObject).all(k, k in dyn(object))'
  + ' || object.metadata.?labels != oldObject.metadata.?labels || object.metadata.?annotations != oldObject.metadata.?annotations';

/** Requests that a policy is asked about. */
export function matchConditions({ on }: RuleGroup, exemptGroups: readonly string[]): Body[] {
  return [
    ...requesterConditions(on, exemptGroups),
    ...on === 'pod' ? [{ name: 'has-a-pod', expression: HAS_POD }] : [],
    { name: 'changes-something', expression: CHANGES },
  ];
}

/** A group of rules as a policy of the API server itself. What differs between environments comes from its parameters. */
export function admissionPolicy(group: RuleGroup, exemptGroups: readonly string[]): Body {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: policyMetadata(group),
    spec: {
      failurePolicy: 'Fail',
      paramKind: PARAMETER_KIND,
      matchConstraints: { resourceRules: resourceRules(group.on, group.kinds) },
      matchConditions: matchConditions(group, exemptGroups),
      variables: [
        { name: 'environment', expression: FACTS_OF_PARAMETERS },
        ...variablesOf(group),
        ...group.control.waivable ? exceptionVariables(group.control.id) : [],
      ],
      validations: validations(group, ...group.control.waivable ? ['variables.excepted'] : []),
    },
  };
}

/** How a person recognises the policy of a control. */
export function policyMetadata({ name, control }: RuleGroup): Body {
  return {
    name,
    labels: { 'app.kubernetes.io/managed-by': 'pavement' },
    annotations: { 'pavement.dev/control': control.id, 'pavement.dev/title': control.title, 'pavement.dev/severity': control.severity },
  };
}
