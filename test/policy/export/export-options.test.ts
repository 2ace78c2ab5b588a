import { boundEnvironments, exemptNamespaces } from '../../../src/policy/export/export-options';
import { REFERENCE_STANDARDS } from '../../../src/standards/reference';
import { StandardsProps } from '../../../src/standards/standards-props';

const OPTIONS = { controls: [], standards: REFERENCE_STANDARDS, environments: ['dev'], exceptions: [], exemptNamespaces: ['legacy'], exemptGroups: [], denyFrom: 'medium' as const };

test('the platform\'s own namespaces are exempt, as far as the standards name them', () => {
  const { dev } = REFERENCE_STANDARDS.environments;
  const { monitoring, collector, ...cluster } = dev.cluster;
  const standards: StandardsProps = { ...REFERENCE_STANDARDS, environments: { dev: { ...dev, cluster } } };
  const withCollector = { ...standards, environments: { dev: { ...dev, cluster: { ...cluster, collector: { service: 'otel', namespace: 'tracing' } } } } };

  expect(exemptNamespaces(OPTIONS, 'dev')).toEqual([cluster.exposure.namespace, monitoring!.namespace, collector!.namespace, 'legacy']);
  expect(exemptNamespaces({ ...OPTIONS, standards }, 'dev')).toEqual([cluster.exposure.namespace, 'legacy']);
  expect(exemptNamespaces({ ...OPTIONS, standards: withCollector }, 'dev')).toEqual([cluster.exposure.namespace, 'tracing', 'legacy']);
});

test('neighbours are in the same cluster: of one account, in one region, of one name', () => {
  const { dev, staging, prod } = REFERENCE_STANDARDS.environments;
  const neighbours = (other: typeof staging) => {
    const standards = { ...REFERENCE_STANDARDS, environments: { dev, staging: other, prod } };
    return boundEnvironments({ ...OPTIONS, standards }).map(({ facts, neighbours: names }) => [facts.name, names]);
  };
  const aws = { ...staging.aws, account: dev.aws.account, region: dev.aws.region };
  const same = { ...staging, aws, cluster: { ...staging.cluster, name: dev.cluster.name } };

  expect(neighbours(same)).toEqual([['dev', ['staging']]]);
  expect(neighbours({ ...same, cluster: { ...same.cluster, name: 'another' } })).toEqual([['dev', []]]);
  expect(neighbours({ ...same, aws: { ...same.aws, account: staging.aws.account } })).toEqual([['dev', []]]);
});
