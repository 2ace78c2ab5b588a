import { Rule } from './control';

/** What rules can ask of other objects than the one that they look at, as `variables.networkPolicies`. */
export const COMPANION_VARIABLES: readonly string[] = [
  'accountUsers', 'autoscalers', 'disruptionBudgets', 'limitRanges', 'missingServices', 'networkPolicies', 'quotas', 'roles', 'selected', 'serviceAccounts', 'targets',
];

/** Whether a rule can only be asked where all of the output is; an API server, which sees one object at a time, cannot. */
export function needsWholeOutput({ when, expression }: Rule): boolean {
  return variablesIn(when, expression).some(name => COMPANION_VARIABLES.includes(name));
}

/** The names of the variables that expressions ask for, each once. */
export function variablesIn(...expressions: readonly (string | undefined)[]): string[] {
  return [...new Set(expressions.flatMap(expression => [...(expression ?? '').matchAll(/\bvariables\.\??([A-Za-z_]\w*)/g)].map(([, name]) => name)))];
}
