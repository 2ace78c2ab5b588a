import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join, relative } from 'path';
import { parseAllDocuments } from 'yaml';
import { ControlPlane, startControlPlane } from './harness/control-plane';
import { partsOrSkip } from './harness/parts';
import { validateStack } from './harness/terraform';

const EXAMPLES = join(__dirname, '../../examples');

const files = (end: string) => readdirSync(EXAMPLES, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith(end) && entry.parentPath.includes('expected'))
  .map(entry => join(entry.parentPath, entry.name));

const manifests = files('.k8s.yaml');
const stacks = files('cdk.tf.json');

(partsOrSkip('go', 'kubectl') ? describe : describe.skip)('a Kubernetes API server under strict validation, in namespaces that enforce Pod Security "restricted"', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane();
    await controlPlane.applyCrds();
    controlPlane.createRestrictedNamespaces(...new Set(manifests.flatMap(namespaces)));
  });

  afterAll(() => controlPlane?.stop());

  test.each(manifests.map(file => relative(EXAMPLES, file)))('accepts every document of %s', file => {
    expect(controlPlane.serverSideApply(join(EXAMPLES, file))).toEqual([]);
  });

  test('has been shown at least one document of every kind that the examples hold', () => {
    const kinds = new Set(manifests.flatMap(documents).map(({ kind }) => kind));

    expect([...kinds].sort()).toEqual([
      'ConfigMap', 'CronJob', 'Deployment', 'ExternalSecret', 'HTTPRoute', 'HorizontalPodAutoscaler', 'Ingress', 'Job', 'LimitRange',
      'Namespace', 'NetworkPolicy', 'PodDisruptionBudget', 'PodMonitor', 'PrometheusRule', 'ResourceQuota', 'RoleBinding', 'SecretStore', 'Service', 'ServiceAccount',
    ]);
  });
});

(partsOrSkip('terraform') ? describe : describe.skip)('Terraform with the AWS provider', () => {
  test.each(stacks.map(file => relative(EXAMPLES, file)))('finds nothing wrong with %s', async file => {
    const folder = anyProviderVersion(join(EXAMPLES, file));

    const problems = await validateStack(folder);

    rmSync(folder, { recursive: true });
    expect(problems).toEqual([]);
  });
});

/** A copy of a stack that takes whichever version of the provider is to be had: an example may ask for one that is not. */
function anyProviderVersion(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-stack-'));
  const stack = JSON.parse(readFileSync(file, 'utf8')) as { terraform: { required_providers: { aws: { version: string } } } };
  expect(stack.terraform.required_providers.aws.version).toMatch(/^~> [56]\./);
  stack.terraform.required_providers.aws.version = '>= 5.100';
  writeFileSync(join(folder, basename(file)), JSON.stringify(stack));
  return folder;
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
}

function documents(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS() as Manifest);
}

function namespaces(file: string): string[] {
  return documents(file).flatMap(({ metadata }) => metadata.namespace ?? []);
}
