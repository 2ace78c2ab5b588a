import { EnvironmentStandards, ExposureKind, StandardsProps, Tier } from './standards-props';

/**
 * Standards that make the first program work with no file at all: three environments and two teams of an example organisation.
 *
 * Accounts, networks, hosts and images are examples (RFC 2606 names, RFC 1918 addresses); an organisation writes its own.
 */
export const REFERENCE_STANDARDS: StandardsProps = {
  organization: 'example',
  labelDomain: 'platform.example.com',
  teams: {
    'team-payments': { costCenter: 'cc-1001', contact: 'payments@example.com', group: 'team-payments' },
    'team-platform': { costCenter: 'cc-1000', contact: 'platform@example.com', group: 'team-platform' },
  },
  environments: {
    dev: environment(Tier.DEV, '111111111111', 16),
    staging: environment(Tier.STAGING, '222222222222', 32),
    prod: environment(Tier.PROD, '333333333333', 48),
  },
  registries: ['registry.example.com'],
  databases: { clientImage: 'registry.example.com/platform/postgres-client@sha256:8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4' },
};

function environment(tier: Tier, account: string, network: number): EnvironmentStandards {
  const region = 'eu-central-1';
  return {
    tier,
    aws: {
      account,
      region,
      vpcId: `vpc-0${account.slice(0, 8)}`,
      databaseSubnets: ['a', 'b', 'c'].map((zone, i) => ({
        id: `subnet-0${account.slice(0, 7)}${i}`,
        cidr: `10.${network}.${200 + i}.0/24`,
        zone: `${region}${zone}`,
      })),
      endpointCidrs: [`10.${network}.224.0/24`],
      permissionsBoundary: `arn:aws:iam::${account}:policy/platform-boundary`,
      alarmTopic: `arn:aws:sns:${region}:${account}:alarms-{team}`,
      ...tier !== Tier.DEV && { backupPlan: { planId: `platform-${tier}`, roleArn: `arn:aws:iam::${account}:role/platform-backup` } },
      ...tier === Tier.PROD && { backupCopies: { region: 'eu-west-1' } },
    },
    cluster: {
      name: tier,
      version: '1.33',
      podCidrs: [`10.${network}.0.0/17`],
      exposure: { kind: ExposureKind.GATEWAY, name: 'platform', namespace: 'gateway-system', zones: [`${tier}.example.com`], plainListener: 'http' },
      monitoring: { namespace: 'monitoring', runbooks: 'https://runbooks.example.com/{team}/{service}/{alert}' },
      collector: { namespace: 'monitoring', service: 'otel-collector' },
    },
    terraformState: { bucket: `example-terraform-${tier}`, region },
  };
}
