import { sha256 } from '../../src/core/digest';
import { WAIVER } from '../policy/waivers/example-waiver';

/** A repository as the golden path leaves it, in which a team has changed one managed file and taken over another one. */
export const ON_PATH: Record<string, string> = {
  '.platform/lock.json': JSON.stringify({
    version: '1.4.0',
    type: 'platform-service-ts',
    library: 'pavement',
    files: {
      '.gitlab-ci.yml': { class: 'managed', sha256: sha256('stages: []\n') },
      'Dockerfile': { class: 'managed', sha256: sha256('FROM scratch\n') },
      'ci/build.sh': { class: 'managed', sha256: sha256('echo build\n') },
      'renovate.json': { class: 'managed', sha256: sha256('{}\n') },
      'src/main.ts': { class: 'sample', sha256: sha256('export {};\n') },
    },
  }),
  '.platform/answers.json': JSON.stringify({ type: 'platform-service-ts', options: { name: 'checkout-api', owner: 'team-payments' } }),
  '.platform/ejected.json': JSON.stringify({ 'renovate.json': 'updates come from elsewhere' }),
  '.gitlab-ci.yml': 'stages: []\n',
  'Dockerfile': 'FROM node\n',
  'src/main.ts': 'export const changed = true;\n',
  'package.json': JSON.stringify({ dependencies: { pavement: '^1.0.0' } }),
  'package-lock.json': JSON.stringify({ packages: { 'node_modules/pavement': { version: '1.4.2' } } }),
  'governance/attestation.json': JSON.stringify({ predicate: { exceptions: [{ construct: 'prod/checkout-api', object: 'Service api', path: '/spec/type', reason: 'an old client' }] } }),
  'governance/waivers.yaml': JSON.stringify({ waivers: [WAIVER] }),
};

/** A repository that knows nothing of the platform but says whose it is. */
export const OFF_PATH: Record<string, string> = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.github/workflows/build.yaml': 'on: push\n',
  'Dockerfile': 'FROM node\n',
  'catalog-info.yaml': 'kind: System\nmetadata: { name: shop }\n---\nkind: Component\nmetadata: { name: search-api }\nspec: { owner: group:default/team-search }\n',
};
