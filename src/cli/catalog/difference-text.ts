import { Change, Difference, isSame } from '../../catalog/compare';

/** Entries of a list that are named one by one. */
const MOST = 5;

/** A difference, one line for each thing. */
export function differenceText(difference: Difference): string {
  const { added, removed, changed, addedEdges, removedEdges } = difference;
  return isSame(difference) ? 'no difference' : [
    ...removed.map(reference => `- ${reference}`),
    ...added.map(reference => `+ ${reference}`),
    ...removedEdges.map(edge => `- ${edge}`),
    ...addedEdges.map(edge => `+ ${edge}`),
    ...changed.map(change => `~ ${change.entity} ${change.field}: ${changeText(change)}`),
  ].join('\n');
}

function changeText({ field, before, after }: Change): string {
  if (/^environments\.[^.]+$/.test(field)) {
    return before === undefined ? 'is new' : 'is gone';
  }
  if (Array.isArray(before ?? after) && Array.isArray(after ?? before)) {
    return listText((before ?? []) as unknown[], (after ?? []) as unknown[]);
  }
  return `${value(before)} → ${value(after)}`;
}

/** What came and went; of what is only in another order, that. */
function listText(before: readonly unknown[], after: readonly unknown[]): string {
  const [old, now] = [before, after].map(list => list.map(itemText));
  const entries = [...old.filter(item => !now.includes(item)).map(item => `- ${item}`), ...now.filter(item => !old.includes(item)).map(item => `+ ${item}`)];
  const more = entries.length - MOST;
  return entries.length === 0 ? 'in another order' : [...entries.slice(0, MOST), ...more > 0 ? [`and ${more} more`] : []].join(', ');
}

function itemText(item: unknown): string {
  const { kind, namespace, name } = (typeof item === 'object' && item !== null ? item : {}) as { kind?: string; namespace?: string; name?: string };
  return kind !== undefined && name !== undefined ? `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}` : typeof item === 'string' ? item : JSON.stringify(item);
}

function value(content: unknown): string {
  return content === undefined || content === '' ? 'nothing' : JSON.stringify(content);
}
