import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';

/**
 * Many repositories with a catalog-info.yaml each, as an organisation has them.
 *
 * Arguments: where to, how many folders, how many entities in each. Every entity has an owner, a system and up to three dependencies.
 */
const [folder, folders, each] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

const teams = Array.from({ length: 50 }, (_, i) => `team-${i}`);

function entity(system: number, i: number): string {
  const dependencies = [1, 2, 3].map(step => system * each + i - step).filter(target => target >= 0).map(target => `component:system-${Math.floor(target / each)}/service-${target % each}`);
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: service-${i}`,
    `  namespace: system-${system}`,
    '  description: What customers see when they look for something that is not there',
    '  annotations:',
    '    platform.example.com/managed-by: pavement # generated',
    `    backstage.io/kubernetes-id: service-${i} # generated`,
    '  links:',
    `    - url: https://runbooks.example.com/service-${i} # generated`,
    '      title: Runbook # generated',
    'spec:',
    '  type: service',
    '  lifecycle: production',
    `  owner: group:default/${teams[(system + i) % teams.length]}`,
    `  system: system:default/system-${system}`,
    ...dependencies.length === 0 ? [] : ['  dependsOn:', ...dependencies.map(target => `    - ${target} # generated`)],
  ].join('\n');
}

for (let system = 0; system < folders; system++) {
  const repository = join(folder, `repository-${String(system).padStart(5, '0')}`);
  mkdirSync(repository, { recursive: true });
  writeFileSync(join(repository, 'catalog-info.yaml'), `${Array.from({ length: each }, (_, i) => `---\n${entity(system, i)}\n`).join('')}`);
}
