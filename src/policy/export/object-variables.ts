import { ABOUT_PODS, POD_VARIABLES, PolicyVariable, holding } from './pod-variables';
import { RuleGroup } from './rule-groups';
import { quoted } from './validations';
import { CREDENTIAL } from '../../core/credential-forms';
import { PASSWORD_LINE } from '../credentials';
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

/** What rules ask of an object that is worked out from it: which annotations hold a credential, and which entries of a ConfigMap. */
const ABOUT_OBJECTS: readonly PolicyVariable[] = [
  IDENTITY,
  { name: 'secretAnnotations', expression: holding('object.metadata') },
  {
    name: 'credentials',
    expression: 'object.?data.orValue({}).filter(k, string(object.data[k])'
      + `.matches(${quoted(CREDENTIAL)}) || string(object.data[k]).lowerAscii().matches(${quoted(PASSWORD_LINE)}))`,
  },
];

/** What the rules of a group ask beside the object and its environment. */
export function variablesOf({ on, rules }: RuleGroup): readonly PolicyVariable[] {
  const asked = new Set(rules.flatMap(({ when, expression, got }) => variablesIn(when, expression, got)));
  const ifAsked = (variables: readonly PolicyVariable[]) => variables.filter(({ name }) => asked.has(name));
  return on === 'pod' ? [...ifAsked([IDENTITY]), ...POD_VARIABLES, ...ifAsked(ABOUT_PODS)] : ifAsked(ABOUT_OBJECTS);
}
