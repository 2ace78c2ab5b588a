import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../harness/golden-path';
import { mustSucceed } from '../harness/run';
import { EnvironmentStandards, Standards } from 'pavement';

/** What an organisation does before the first pipeline: the program of a new service says the organisation's own standards. */
export async function useStandards(repository: string, standards: Standards): Promise<void> {
  writeFileSync(join(repository, 'platform/standards.json'), JSON.stringify(standards.props, undefined, 2));
  const program = join(repository, 'platform/app.ts');
  writeFileSync(program, readFileSync(program, 'utf8')
    .replace('  ServiceTier,\n', '  ServiceTier,\n  Standards,\n')
    .replace('new PlatformApp({\n', 'new PlatformApp({\n  standards: Standards.fromFile(\'platform/standards.json\'),\n'));
  mustSucceed('format', await inRepository(repository, 'npx', 'projen', 'format'));
}

/** The reference standards with one environment more, which is as staging is, somewhere else. */
export function standardsWith(environment: string): Standards {
  const { props } = Standards.reference();
  const { staging } = props.environments;
  const elsewhere = JSON.parse(JSON.stringify(staging).replace(/2{7,12}/g, found => found.replace(/2/g, '4')).replace(/10\.32\./g, '10.64.')) as EnvironmentStandards;
  const { cluster, terraformState } = elsewhere;
  return Standards.fromProps({
    ...props,
    environments: {
      ...props.environments,
      [environment]: {
        ...elsewhere,
        cluster: { ...cluster, name: environment, exposure: { ...cluster.exposure, zones: [`${environment}.example.com`] } },
        terraformState: { ...terraformState, bucket: `example-terraform-${environment}` },
      },
    },
  });
}
