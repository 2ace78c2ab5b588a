import { POD_TEXTS, PolicyVariable, POD_VARIABLES } from './pod-variables';
import { RuleGroup } from './rule-groups';
import { variablesIn } from '../rule-variables';

const label = (key: string) => `object.?metadata.?labels[?variables.environment.ownershipLabels.${key}].orValue('')`;

/** What kind of object it is, where it is and whose, as `variables.identity`. */
const IDENTITY: PolicyVariable = {
  name: 'identity',
  expression: `{${Object.entries({
    kind: 'object.apiVersion.contains(\'/\') ? object.apiVersion.split(\'/\')[0] + \'/\' + object.kind : object.kind',
    namespace: 'object.kind == \'Namespace\' ? object.metadata.name : object.metadata.?namespace.orValue(\'\')',
    owner: label('owner'),
    costCenter: label('costCenter'),
    system: label('system'),
    environment: label('environment'),
  }).map(([name, expression]) => `'${name}': dyn(${expression})`).join(', ')}}`,
};

/** What the rules of a group ask beside the object and its environment. */
export function variablesOf({ on, rules }: RuleGroup): readonly PolicyVariable[] {
  const asked = new Set(rules.flatMap(({ when, expression, got }) => variablesIn(when, expression, got)));
  const ifAsked = (variable: PolicyVariable) => asked.has(variable.name) ? [variable] : [];
  return [...ifAsked(IDENTITY), ...on === 'pod' ? [...POD_VARIABLES, ...ifAsked(POD_TEXTS)] : []];
}
