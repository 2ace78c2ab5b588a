import { POD_TEXTS, PolicyVariable, POD_VARIABLES } from './pod-variables';
import { RuleGroup } from './rule-groups';

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
  const asked = ({ name }: PolicyVariable) => rules.some(({ when, expression, got }) =>
    [when, expression, got].some(text => text?.includes(`variables.${name}`)));
  return [...[IDENTITY].filter(asked), ...on === 'pod' ? [...POD_VARIABLES, ...[POD_TEXTS].filter(asked)] : []];
}
