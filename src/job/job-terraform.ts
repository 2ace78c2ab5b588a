import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Job } from './job';
import { BindingStatement } from '../core/binding';
import { tags } from '../core/labels';
import { roleName, terraformName } from '../core/names';
import { stackOf } from '../environment/environment-stack';
import { WorkloadIdentity } from '../standards/standards-props';

/** A statement of a job's IAM policy. */
export interface JobStatement extends BindingStatement {
  /** What must hold, by operator and key. */
  readonly conditions?: Record<string, Record<string, string>>;
}

/** The job's own IAM role, which its Pods and nobody else can take. */
export function addJobIdentity(job: Job, statements: readonly JobStatement[]): void {
  const { name, purpose, placed: { environment, spec: { aws, cluster }, ownership, namespace } } = job;
  const stack = stackOf(environment);
  const id = (part: string) => terraformName(name, `${purpose}-${part}`);
  const description = `The job ${purpose} of ${name} of ${ownership.system} in ${ownership.environment}`;

  const role = new IamRole(stack, id('role'), {
    name: roleName(ownership, name, purpose),
    description,
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust(job)] }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: tags(ownership, name),
  });
  const policy = new IamPolicy(stack, id('policy'), {
    name: roleName(ownership, name, purpose),
    description,
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map(({ actions, resources, conditions }) => ({
        Effect: 'Allow', Action: actions, Resource: resources, ...conditions && { Condition: conditions },
      })),
    }),
    tags: tags(ownership, name),
  });
  new IamRolePolicyAttachment(stack, id('policy-attachment'), { role: role.name, policyArn: policy.arn });
  if (cluster.workloadIdentity === WorkloadIdentity.POD_IDENTITY) {
    new EksPodIdentityAssociation(stack, id('identity'), {
      clusterName: cluster.name, namespace, serviceAccount: name, roleArn: role.arn, tags: tags(ownership, name),
    });
  }
}

/** Who can take the role: the Pods of this ServiceAccount in this namespace of this cluster. */
function trust({ name, placed: { spec: { aws, cluster }, namespace } }: Job) {
  if (cluster.workloadIdentity === WorkloadIdentity.POD_IDENTITY) {
    return {
      Effect: 'Allow',
      Principal: { Service: 'pods.eks.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: {
        StringEquals: {
          'aws:SourceAccount': aws.account,
          'aws:RequestTag/eks-cluster-name': cluster.name,
          'aws:RequestTag/kubernetes-namespace': namespace,
          'aws:RequestTag/kubernetes-service-account': name,
        },
      },
    };
  }
  return {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::${aws.account}:oidc-provider/${cluster.oidcIssuer}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${cluster.oidcIssuer}:aud`]: 'sts.amazonaws.com',
        [`${cluster.oidcIssuer}:sub`]: `system:serviceaccount:${namespace}:${name}`,
      },
    },
  };
}
