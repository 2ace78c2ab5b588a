import { EnvironmentFacts, ownershipLabels } from './environment-facts';
import { ExposureKind, Tier } from '../standards/standards-props';

/** What the examples of controls take for granted of their environment. */
export const EXAMPLE_FACTS: EnvironmentFacts = {
  name: 'prod',
  tier: Tier.PROD,
  minor: 33,
  labelDomain: 'platform.example.com',
  ownershipLabels: ownershipLabels('platform.example.com'),
  registries: ['registry.example.com'],
  account: '333333333333',
  region: 'eu-central-1',
  cluster: 'prod',
  permissionsBoundary: 'arn:aws:iam::333333333333:policy/platform-boundary',
  backupPlan: 'platform-prod',
  backupCopies: 'eu-west-1',
  alarms: true,
  teams: ['team-payments', 'team-platform'],
  exposure: { kind: ExposureKind.GATEWAY, name: 'platform', namespace: 'gateway-system', tlsListener: 'https', zones: ['prod.example.com'] },
  kinds: [],
};
