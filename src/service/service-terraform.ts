import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Lazy } from 'cdktf';
import { ServiceSpec } from './resolve-service';
import { BindingStatement } from '../core/binding';
import { tags } from '../core/labels';
import { roleName, terraformName } from '../core/names';
import { stackOf } from '../environment/environment-stack';
import { WorkloadIdentity } from '../standards/standards-props';

/** The service's own IAM role, which its Pods and nobody else can take, with exactly what its bindings and permissions need. */
export function addWorkloadIdentity(spec: ServiceSpec, statements: () => BindingStatement[]): void {
  const { name, placed: { environment, spec: { aws, cluster }, ownership, namespace } } = spec;
  const stack = stackOf(environment);
  const id = (purpose: string) => terraformName(name, purpose);

  const role = new IamRole(stack, id('role'), {
    name: roleName(ownership, name, 'service'),
    description: `${name} of ${ownership.system} in ${ownership.environment}`,
    assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [trust(spec)] }),
    permissionsBoundary: aws.permissionsBoundary,
    tags: tags(ownership, name),
  });
  const policy = new IamPolicy(stack, id('policy'), {
    name: roleName(ownership, name, 'bindings'),
    description: `What ${name} may do`,
    policy: Lazy.stringValue({
      produce: () => JSON.stringify({
        Version: '2012-10-17',
        Statement: statements().map(({ actions, resources }) => ({ Effect: 'Allow', Action: actions, Resource: resources })),
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
function trust({ name, placed: { spec: { aws, cluster }, namespace } }: ServiceSpec) {
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
