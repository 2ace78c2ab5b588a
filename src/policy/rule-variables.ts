import { Rule } from './control';

/** What rules can ask of other objects than the one that they look at, as `variables.networkPolicies`. */
export const COMPANION_VARIABLES = [
  'accountUsers', 'autoscalers', 'disruptionBudgets', 'limitRanges', 'missingServices', 'networkPolicies', 'quotas', 'roles', 'selected', 'serviceAccounts', 'targets',
] as const;

const COMPANION = new RegExp(`\\bvariables\\.\\??(${COMPANION_VARIABLES.join('|')})\\b`);

/** Whether a rule can only be asked where all of the output is; an API server, which sees one object at a time, cannot. */
export function needsWholeOutput({ when = '', expression }: Rule): boolean {
  return COMPANION.test(when) || COMPANION.test(expression);
}
