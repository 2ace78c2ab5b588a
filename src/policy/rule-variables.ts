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

/** Whether a rule speaks of nothing but what kind of object it is, where it is and whose, so that it says the same of many. */
export function asksIdentityOnly({ when = '', expression }: Rule): boolean {
  const text = `${when} ${expression}`;
  return !/\bobject\b/.test(text) && [...text.matchAll(/\bvariables\b(\.\w+)?/g)].every(([, name]) => name === '.identity' || name === '.environment');
}
