import { ServiceSpec } from './resolve-service';
import { BindingStatement } from '../core/binding';
import { roleName, terraformName } from '../core/names';
import { addIdentity } from '../workload/identity-terraform';

/** The service's own IAM role, which its Pods and nobody else can take, with exactly what its bindings and permissions need; what is returned makes room for more. */
export function addWorkloadIdentity({ name, placed }: ServiceSpec, statements: () => BindingStatement[]): () => void {
  const { ownership } = placed;
  return addIdentity({
    placed,
    name,
    id: part => terraformName(name, part),
    roleName: roleName(ownership, name, 'service'),
    roleDescription: `${name} of ${ownership.system} in ${ownership.environment}`,
    policyName: suffix => roleName(ownership, name, `bindings${suffix}`),
    policyDescription: `What ${name} may do`,
  }, statements);
}
