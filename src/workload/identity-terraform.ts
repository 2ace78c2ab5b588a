import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Lazy, TerraformStack } from 'cdktf';
import { IdentityStatement, policyDocuments } from './policy-documents';
import { tags } from '../core/labels';
import { stackOf } from '../environment/environment-stack';
import { Placed } from '../environment/placement';
import { WorkloadIdentity } from '../standards/standards-props';

/** Who a workload is in AWS. */
export interface Identity {
  readonly placed: Placed;
  /** The component that it belongs to, and the ServiceAccount of its Pods. */
  readonly name: string;
  /** Id of a Terraform resource, by what it is to the identity. */
  readonly id: (part: string) => string;
  readonly roleName: string;
  readonly roleDescription: string;
  /** Name of a policy, by what tells it from the role's others: nothing for the first. */
  readonly policyName: (suffix: string) => string;
  readonly policyDescription: string;
}

/**
 * An IAM role that the Pods of one ServiceAccount and nobody else can take, with exactly the given rights.
 *
 * @returns what makes room for more rights, to be called when there are more than at first
 */
export function addIdentity(identity: Identity, statements: () => readonly IdentityStatement[]): () => void {
  const { id, name, placed: { environment, spec: { aws, cluster }, ownership, namespace } } = identity;
  const stack = stackOf(environment);
  const role = new IamRole(stack, id('role'), {
    name: identity.roleName,
    description: identity.roleDescription,
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust(identity)] }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: tags(ownership, name),
  });
  let policies = 0;
  const grow = () => {
    for (const { length } = policyDocuments(statements()); policies < Math.max(length, 1); policies++) {
      addPolicy(stack, identity, role, policies, statements);
    }
  };
  grow();
  if (cluster.workloadIdentity === WorkloadIdentity.POD_IDENTITY) {
    new EksPodIdentityAssociation(stack, id('identity'), {
      clusterName: cluster.name, namespace, serviceAccount: name, roleArn: role.arn, tags: tags(ownership, name),
    });
  }
  return grow;
}

/** One of the managed policies of a role; the first is there even when nothing is allowed yet, because what it may do may be declared after it. */
function addPolicy(stack: TerraformStack, identity: Identity, role: IamRole, index: number, statements: () => readonly IdentityStatement[]): void {
  const { id, name, placed: { ownership } } = identity;
  const suffix = index === 0 ? '' : `-${index + 1}`;
  const policy = new IamPolicy(stack, id(`policy${suffix}`), {
    name: identity.policyName(suffix),
    description: identity.policyDescription,
    policy: Lazy.stringValue({ produce: () => policyDocuments(statements())[index] }),
    tags: tags(ownership, name),
  });
  new IamRolePolicyAttachment(stack, id(`policy-attachment${suffix}`), { role: role.name, policyArn: policy.arn });
}

/** Who can take the role: the Pods of this ServiceAccount in this namespace of this cluster. */
function trust({ name, placed: { spec: { aws, cluster }, namespace } }: Identity) {
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
