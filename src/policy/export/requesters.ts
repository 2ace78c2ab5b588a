import { quoted } from './validations';

/** Parts of the control plane, which make objects that nobody wrote. */
const CONTROL_PLANE = '(request.userInfo.username.startsWith(\'system:\') && !request.userInfo.username.startsWith(\'system:serviceaccount:\'))'
  + ' || request.userInfo.username.startsWith(\'system:serviceaccount:kube-system:\')';

/**
 * Whose requests a policy is asked about.
 *
 * A Pod is looked at whoever makes it: that is where a workload ends up, whichever way it took. Of other objects, those that the control
 * plane makes are not: nobody could correct them.
 */
export function requesterConditions(on: 'object' | 'pod', exemptGroups: readonly string[]): { name: string; expression: string }[] {
  return [
    ...exemptGroups.length === 0 ? [] : [{
      name: 'not-exempt', expression: `!request.userInfo.?groups.orValue([]).exists(g, g in [${exemptGroups.map(quoted).join(', ')}])`,
    }],
    ...on === 'object' ? [{ name: 'not-the-control-plane', expression: `!(${CONTROL_PLANE})` }] : [],
  ];
}
