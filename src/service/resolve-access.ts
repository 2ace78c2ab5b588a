import { AwsPermission, KubernetesRule, PlatformServiceProps, ServiceAccountToken } from './service-props';
import { BindingStatement } from '../core/binding';
import { KeysOf, isAbsent, list, struct } from '../core/checks';
import { Problems } from '../core/problems';
import { EnvironmentSpec } from '../standards/environment-spec';
import { NetworkPolicyEngine } from '../standards/standards-props';

/** Use of the Kubernetes API, in which nothing is optional. */
export interface KubernetesAccess {
  readonly reason: string;
  readonly rules: { readonly apiGroups: string[]; readonly resources: string[]; readonly verbs: string[] }[];
}

const PERMISSION: KeysOf<AwsPermission> = { actions: true, resources: true };
const TOKEN: KeysOf<ServiceAccountToken> = { reason: true, rules: true };
const RULE: KeysOf<KubernetesRule> = { apiGroup: true, resources: true, verbs: true };

const ACTION = /^[a-z0-9-]+:[A-Za-z0-9]+$/;
const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]*:[^*?]{3,}\*?$/;

/** Services whose actions hand out rights. */
const PRIVILEGED = ['iam', 'organizations', 'account', 'sso', 'identitystore'];

/** Verbs that hand out rights; @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const ESCALATING = ['escalate', 'bind', 'impersonate'];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const SHORTEST_REASON = 10;

/** What it may do in AWS beside what its bindings need. */
export function resolvePermissions(props: PlatformServiceProps, problems: Problems): BindingStatement[] {
  return list(props.permissions, 'permissions', problems).map((entry, i): BindingStatement => {
    const at = `permissions[${i}]`;
    const given = struct(entry, at, PERMISSION, problems);
    const actions = list(given.actions, `${at}.actions`, problems);
    const resources = list(given.resources, `${at}.resources`, problems);
    problems.must(actions.length > 0, `${at}.actions must name at least one action`, given.actions, 'name each in full, such as s3:GetObject');
    problems.must(resources.length > 0, `${at}.resources must name at least one resource`, given.resources, 'name each by its ARN');
    for (const action of actions) {
      const isAction = problems.must(typeof action === 'string' && ACTION.test(action), `${at}.actions must be actions in full`, action, 'name each without *, such as s3:GetObject');
      problems.must(
        !isAction || !PRIVILEGED.includes(action.split(':')[0]), `${at}.actions must not hand out rights`, action, 'ask the platform team; it gives rights to services',
      );
    }
    resources.forEach(resource => problems.must(
      typeof resource === 'string' && ARN.test(resource), `${at}.resources must be ARNs with * at the end at most`, resource, 'write it as "arn:aws:s3:::acme-reports/*"',
    ));
    return { actions, resources };
  });
}

/** What it may do in the Kubernetes API; undefined when it has no business there. */
export function resolveKubernetesAccess(
  props: PlatformServiceProps, { name, cluster }: EnvironmentSpec, problems: Problems,
): KubernetesAccess | undefined {
  if (isAbsent(props.serviceAccountToken)) {
    return undefined;
  }
  const { reason, rules } = struct(props.serviceAccountToken, 'serviceAccountToken', TOKEN, problems);
  problems.must(
    typeof reason === 'string' && reason.trim().length >= SHORTEST_REASON, `serviceAccountToken.reason must say in at least ${SHORTEST_REASON} characters why`, reason,
    'hardly any service needs the Kubernetes API; say what this one does with it',
  );
  problems.must(
    cluster.networkPolicyEngine === NetworkPolicyEngine.CILIUM || cluster.apiServerCidrs !== undefined,
    `serviceAccountToken must be for an environment whose API server has known addresses, which ${name} has not`, cluster.apiServerCidrs,
    'ask the platform team for cluster.apiServerCidrs of the standards',
  );
  const given = list(rules, 'serviceAccountToken.rules', problems);
  problems.must(given.length > 0, 'serviceAccountToken.rules must name at least one rule', rules, 'say which resources it reads or changes');
  return { reason: String(reason), rules: given.map((entry, i) => resolveRule(entry, `serviceAccountToken.rules[${i}]`, problems)) };
}

function resolveRule(entry: KubernetesRule, at: string, problems: Problems) {
  const rule = struct(entry, at, RULE, problems);
  const resources = list(rule.resources, `${at}.resources`, problems);
  const verbs = list(rule.verbs, `${at}.verbs`, problems);
  problems.must(rule.apiGroup !== '*', `${at}.apiGroup must be one group`, rule.apiGroup, 'name it, such as apps');
  problems.must(resources.length > 0 && !resources.includes('*'), `${at}.resources must name resources`, rule.resources, 'name each, such as configmaps');
  problems.must(!resources.includes('secrets'), `${at}.resources must not be secrets`, 'secrets', 'name what it needs in the prop secrets');
  problems.must(verbs.length > 0, `${at}.verbs must name at least one verb`, rule.verbs, `use some of ${VERBS.join(', ')}`);
  verbs.forEach(verb => problems.must(
    VERBS.includes(verb), ESCALATING.includes(verb) ? `${at}.verbs must not hand out rights` : `${at}.verbs must be some of ${VERBS.join(', ')}`, verb,
    ESCALATING.includes(verb) ? 'ask the platform team; it gives rights to services' : 'name each',
  ));
  return { apiGroups: [rule.apiGroup ?? ''], resources, verbs };
}
