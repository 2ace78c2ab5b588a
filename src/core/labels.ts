import { Place } from './names';

/** What every object on both planes says about itself. */
export interface Ownership extends Place {
  readonly labelDomain: string;
  readonly costCenter: string;
}

/** The two labels that tell one workload's Pods from all others of its namespace. */
export function selectorLabels(place: Place, component: string): Record<string, string> {
  return { 'app.kubernetes.io/name': component, 'app.kubernetes.io/part-of': place.system };
}

/** The labels of every object and Pod of a component. */
export function labels(ownership: Ownership, component: string): Record<string, string> {
  return {
    ...selectorLabels(ownership, component),
    ...ownershipLabels(ownership),
  };
}

/** The labels of an object that belongs to a team and a system, but to no workload. */
export function ownershipLabels(ownership: Ownership): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'pavement', ...ownershipKeys(ownership) };
}

/** The tags of every taggable AWS resource of a component: the same keys as the labels, so that one query covers both planes. */
export function tags(ownership: Ownership, component: string): Record<string, string> {
  return {
    Name: component,
    ...ownershipKeys(ownership),
    [`${ownership.labelDomain}/component`]: component,
    [`${ownership.labelDomain}/managed-by`]: 'pavement',
  };
}

function ownershipKeys({ labelDomain, ...ownership }: Ownership): Record<string, string> {
  return {
    [`${labelDomain}/owner`]: ownership.team,
    [`${labelDomain}/cost-center`]: ownership.costCenter,
    [`${labelDomain}/system`]: ownership.system,
    [`${labelDomain}/environment`]: ownership.environment,
  };
}
