import { addIdentity } from './identity-terraform';
import { Job } from './job';
import { IdentityStatement } from './policy-documents';
import { roleName, terraformName } from '../core/names';

/** The job's own IAM role, which its Pods and nobody else can take. */
export function addJobIdentity(job: Job, statements: readonly IdentityStatement[]): void {
  const { name, purpose, placed: { ownership } } = job;
  const description = `The job ${purpose} of ${name} of ${ownership.system} in ${ownership.environment}`;
  addIdentity({
    placed: job.placed,
    name,
    id: part => terraformName(name, `${purpose}-${part}`),
    roleName: roleName(ownership, name, purpose),
    roleDescription: description,
    policyName: suffix => roleName(ownership, name, `${purpose}${suffix}`),
    policyDescription: description,
  }, () => statements);
}
