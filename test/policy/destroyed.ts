import { StatefulChange, statefulResources } from '../../src/policy/stateful-changes';
import { TerraformPlan } from '../../src/policy/terraform-plan';

/** What of that which holds data a plan destroys, be it to make it again. */
export function destroyed(plan: TerraformPlan): StatefulChange[] {
  return statefulResources(plan).filter(({ actions }) => actions.includes('delete'));
}
