import { isRecord } from '../core/checks';

type Requirement = Record<string, unknown>;

/**
 * Whether a label selector selects labels. An empty one selects all, one that is not there none.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  if (!isRecord(selector)) {
    return false;
  }
  const { matchLabels, matchExpressions } = selector;
  return Object.entries(isRecord(matchLabels) ? matchLabels : {}).every(([key, value]) => labels[key] === value)
    && (Array.isArray(matchExpressions) ? matchExpressions as Requirement[] : []).every(requirement => isMet(requirement, labels));
}

function isMet({ key, operator, values }: Requirement, labels: Readonly<Record<string, unknown>>): boolean {
  const value = labels[String(key)];
  const wanted = Array.isArray(values) ? values as unknown[] : [];
  switch (operator) {
    case 'In': return value !== undefined && wanted.includes(value);
    case 'NotIn': return value === undefined || !wanted.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    default: return false;
  }
}
