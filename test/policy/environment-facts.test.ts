import { anywhere, environmentFacts, strictest } from '../../src/policy/environment-facts';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';
import { StandardsProps } from '../../src/standards/standards-props';

const facts = environmentFacts(REFERENCE_STANDARDS);

test('what rules know of an environment is what the standards say', () => {
  const { aws, cluster } = REFERENCE_STANDARDS.environments.prod;

  expect(facts.get('prod')).toMatchObject({
    name: 'prod',
    tier: 'prod',
    minor: Number(cluster.version.split('.')[1]),
    labelDomain: 'platform.example.com',
    ownershipLabels: {
      owner: 'platform.example.com/owner',
      costCenter: 'platform.example.com/cost-center',
      system: 'platform.example.com/system',
      environment: 'platform.example.com/environment',
    },
    registries: REFERENCE_STANDARDS.registries,
    account: aws.account,
    region: aws.region,
    cluster: cluster.name,
    backupPlan: 'platform-prod',
    backupCopies: 'eu-west-1',
    alarms: true,
    teams: Object.keys(REFERENCE_STANDARDS.teams),
    exposure: { kind: cluster.exposure.kind, name: cluster.exposure.name, zones: cluster.exposure.zones },
  });
});

test('what an environment does not have is an empty text, or false', () => {
  const { prod } = REFERENCE_STANDARDS.environments;
  const aws = { ...prod.aws, permissionsBoundary: undefined, backupPlan: undefined, backupCopies: undefined, alarmTopic: undefined };
  const without: StandardsProps = { ...REFERENCE_STANDARDS, environments: { prod: { ...prod, aws } } };

  expect(environmentFacts(without).get('prod')).toMatchObject({ permissionsBoundary: '', backupPlan: '', backupCopies: '', alarms: false });
});

test.each([
  [['dev', 'staging', 'prod'], 'prod'],
  [['prod', 'staging', 'dev'], 'prod'],
  [['staging', 'dev'], 'staging'],
  [['dev', 'staging'], 'staging'],
  [['dev'], 'dev'],
])('of %j the strictest is %s', (names, name) => {
  expect(strictest(new Map(names.map(each => [each, facts.get(each)!]))).name).toBe(name);
});

test('the first of two that are as strict is taken', () => {
  const prod = facts.get('prod')!;

  expect(strictest(new Map([['a', { ...prod, name: 'a' }], ['b', { ...prod, name: 'b' }]])).name).toBe('a');
});

test('what is in no environment obeys the strictest one and is named after none', () => {
  expect(anywhere(facts)).toEqual({ ...facts.get('prod'), name: '' });
});
