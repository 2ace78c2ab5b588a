import { HOLDING_TYPES } from './holding-types';
import { ResourceChange, TerraformPlan } from './terraform-plan';
import { isRecord } from '../core/checks';
import { STATEFUL_TYPES } from '../core/stateful-types';

/** What a plan does to a resource that holds data. */
export interface StatefulChange {
  readonly address: string;
  readonly type: string;
  /** As Terraform names them: `create`, `update`, `delete`, `no-op`, `forget`; a replacement is two of them. */
  readonly actions: readonly string[];
  /** Attributes that cannot be changed in place, where it is replaced for their sake. */
  readonly because: readonly string[];
  /** Why Terraform does it, in its own word, such as `delete_because_no_resource_config`. */
  readonly reason?: string;
}

/** What a plan does to whatever holds data, sorted by address. A copy holds nothing that its source does not. */
export function statefulResources({ resource_changes: changes = [] }: TerraformPlan): StatefulChange[] {
  return changes.filter(change => change.mode === 'managed' && HOLDING_TYPES.has(change.type) && !isCopy(change))
    .map(({ address, type, change, action_reason: reason }): StatefulChange => ({
      address,
      type,
      actions: change.actions,
      because: (change.replace_paths ?? []).map(path => path.join('.')),
      ...reason !== undefined && { reason },
    }))
    .sort((a, b) => a.address < b.address ? -1 : 1);
}

function isCopy({ type, change: { before } }: ResourceChange): boolean {
  const source = Object.hasOwn(STATEFUL_TYPES, type) ? STATEFUL_TYPES[type].copyOf : undefined;
  return source !== undefined && isRecord(before) && typeof before[source] === 'string' && before[source] !== '';
}
