import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Lazy } from 'cdktf';
import { BindingStatement } from '../core/binding';
import { tags } from '../core/labels';
import { stackOf } from '../environment/environment-stack';
import { Placed } from '../environment/placement';
import { WorkloadIdentity } from '../standards/standards-props';

/** A statement of a workload's IAM policy. */
export interface IdentityStatement extends BindingStatement {
  /** What must hold, by operator and key. */
  readonly conditions?: Record<string, Record<string, string>>;
}

/** Who a workload is in AWS. */
export interface Identity {
  readonly placed: Placed;
  /** The component that it belongs to, and the ServiceAccount of its Pods. */
  readonly name: string;
  /** Id of a Terraform resource, by what it is to the identity. */
  readonly id: (part: string) => string;
  readonly roleName: string;
  readonly roleDescription: string;
  readonly policyName: string;
  readonly policyDescription: string;
}

/** An IAM role that the Pods of one ServiceAccount and nobody else can take, with exactly the given rights. */
export function addIdentity(identity: Identity, statements: () => readonly IdentityStatement[]): void {
  const { id, name, placed: { environment, spec: { aws, cluster }, ownership, namespace } } = identity;
  const stack = stackOf(environment);
  const role = new IamRole(stack, id('role'), {
    name: identity.roleName,
    description: identity.roleDescription,
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust(identity)] }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: tags(ownership, name),
  });
  const policy = new IamPolicy(stack, id('policy'), {
    name: identity.policyName,
    description: identity.policyDescription,
    policy: Lazy.stringValue({
      // what it may do may be declared after it
      produce: () => JSON.stringify({
        Version: '2012-10-17',
        Statement: statements().map(({ actions, resources, conditions }) => ({
          Effect: 'Allow', Action: actions, Resource: resources, ...conditions && { Condition: conditions },
        })),
      }),
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
