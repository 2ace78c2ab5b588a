/** What the environments of new standards depend on. */
interface FirstEnvironments {
  readonly organization: string;
  readonly environments: readonly string[];
}

/** Environments for new standards, as YAML below `environments`: examples of accounts and networks, which are to be replaced. */
export function firstEnvironments({ organization, environments }: FirstEnvironments): string {
  return environments.map((name, i) => {
    const digit = i + 1;
    const account = String(digit).repeat(12);
    const network = 16 * digit;
    return `  ${name}:
    tier: ${tierOf(i, environments.length)}
    aws:
      account: '${account}'
      region: eu-central-1
      vpcId: vpc-0${account.slice(0, 8)}
      databaseSubnets:
        - { id: subnet-0${account.slice(0, 7)}0, cidr: 10.${network}.200.0/24, zone: eu-central-1a }
        - { id: subnet-0${account.slice(0, 7)}1, cidr: 10.${network}.201.0/24, zone: eu-central-1b }
      endpointCidrs: [10.${network}.224.0/24]
      permissionsBoundary: arn:aws:iam::${account}:policy/platform-boundary
      alarmTopic: arn:aws:sns:eu-central-1:${account}:alarms-{team}
    cluster:
      name: ${name}
      version: '1.33'
      podCidrs: [10.${network}.0.0/17]
      exposure: { kind: gateway, name: platform, namespace: gateway-system, zones: [${name}.example.com] }
      monitoring: { namespace: monitoring, runbooks: 'https://runbooks.example.com/{team}/{service}/{alert}' }
      collector: { namespace: monitoring, service: otel-collector }
    terraformState: { bucket: ${organization}-terraform-${name}, region: eu-central-1 }`;
  }).join('\n');
}

/** The last one is for production, the one before it is like it, and the others are to try things out. */
function tierOf(place: number, count: number): string {
  return place === count - 1 ? 'prod' : place === count - 2 && place > 0 ? 'staging' : 'dev';
}
