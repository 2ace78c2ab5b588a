import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { TerraformStack } from 'cdktf';
import { PostgresSpec } from './resolve-postgres';
import { terraformName } from '../core/names';

/** Who reaches the database: nobody, until something is bound. */
export function addSecurityGroup(stack: TerraformStack, spec: PostgresSpec): SecurityGroup {
  return new SecurityGroup(stack, terraformName(spec.name, 'security-group'), {
    name: spec.identifier,
    description: `Database ${spec.identifier}`,
    vpcId: spec.placed.spec.aws.vpcId,
    revokeRulesOnDelete: true,
    tags: spec.tags,
  });
}

/** Lets the Pods of the cluster in; which of them is said by the network policies. */
export function addIngress(stack: TerraformStack, spec: PostgresSpec, group: SecurityGroup, workload: string): void {
  const { podCidrs } = spec.placed.spec.cluster;
  podCidrs.forEach((cidr, i) => new VpcSecurityGroupIngressRule(stack, terraformName(spec.name, 'from', workload, ...i === 0 ? [] : [String(i)]), {
    securityGroupId: group.id,
    description: `${workload} -> ${spec.name}`,
    ipProtocol: 'tcp',
    fromPort: spec.policy.port,
    toPort: spec.policy.port,
    cidrIpv4: cidr,
    tags: spec.tags,
  }));
}
