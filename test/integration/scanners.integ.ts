import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { IMAGE, synthesise } from '../synthesised';
import { ACCEPTED } from './accepted-findings';
import { checkov } from './harness/checkov';
import { failedChecks, kubeScore } from './harness/kube-score';
import { partsOrSkip } from './harness/parts';
import { Exposure, ExposureKind, PlatformService, SecretRef, Standards, TeamNamespace } from 'pavement';

/** Every check that failed, as `kube-score container-resources: CPU limit is not set`, with the objects on which it did. */
type Findings = Record<string, string[]>;

/** What kube-score has checks for, of what every service has. */
const SCORED = ['Deployment/apps/v1', 'HorizontalPodAutoscaler/autoscaling/v2', 'NetworkPolicy/networking.k8s.io/v1', 'Service/v1'];
/** The least copies that each environment has; kube-score is told, and so sees to it. */
const LEAST_COPIES: Record<string, number> = { dev: 1, staging: 2, prod: 3 };

(partsOrSkip('go', 'python3') ? describe : describe.skip)('scanners of manifests find exactly what is known, each with a reason', () => {
  const manifests = written();

  test('in every kind of object that a service and its namespace are made of', () => {
    const documents = Object.values(manifests).flatMap(text => parseAllDocuments(text).map(document => document.toJS() as { kind: string }));
    const kinds = new Set(documents.map(({ kind }) => kind));

    expect([...kinds].sort()).toEqual([
      'ConfigMap', 'Deployment', 'ExternalSecret', 'HTTPRoute', 'HorizontalPodAutoscaler', 'Ingress', 'LimitRange', 'Namespace', 'NetworkPolicy',
      'PodDisruptionBudget', 'PodMonitor', 'PrometheusRule', 'ResourceQuota', 'RoleBinding', 'SecretStore', 'Service', 'ServiceAccount',
    ]);
  });

  test('and of what is accepted, no more than five', () => {
    expect(Object.keys(ACCEPTED).length).toBeLessThanOrEqual(5);
  });

  test('with kube-score, in dev, staging and prod', async () => {
    expect(await scoredBy(manifests)).toEqual(known('kube-score'));
  });

  test('with Checkov, in dev, staging and prod', async () => {
    expect(await checkedBy(manifests)).toEqual(known('checkov'));
  });

  test('and would find more if less were written', async () => {
    const worse = Object.fromEntries(Object.entries(manifests).map(([file, text]) => [
      file, text.replace(/readOnlyRootFilesystem: true/g, 'readOnlyRootFilesystem: false').replace(/minReplicas: \d/g, 'minReplicas: 0'),
    ]));

    expect(Object.keys(await scoredBy(worse))).toEqual(expect.arrayContaining([
      'kube-score container-security-context-readonlyrootfilesystem: The pod has a container with a writable root filesystem',
      'kube-score horizontalpodautoscaler-replicas: HPA few replicas',
    ]));
    expect(Object.keys(await checkedBy(worse))).toEqual(expect.arrayContaining(['checkov CKV_K8S_22: Use read-only filesystem for containers where possible']));
  });
});

/** The manifests of a service of which only the image is said, of one with everything that has an object of its own, and of their namespace. */
function written(): Record<string, string> {
  const { props } = Standards.reference();
  const { staging } = props.environments;
  // one of the environments exposes in the other way
  const exposure = { kind: ExposureKind.INGRESS, name: 'nginx', namespace: 'ingress', zones: ['staging.example.com'] };
  const environments = { ...props.environments, staging: { ...staging, cluster: { ...staging.cluster, exposure } } };
  const output = synthesise(app => {
    for (const environment of app.environments) {
      new TeamNamespace(environment, 'namespace');
      const api = new PlatformService(environment, 'api', { image: IMAGE });
      const shop = new PlatformService(environment, 'shop', {
        image: IMAGE,
        exposure: Exposure.host('shop.{zone}'),
        config: { CURRENCY: 'EUR' },
        secrets: { STRIPE_KEY: SecretRef.own('stripe') },
        telemetry: { metricsPort: 9464 },
      });
      shop.calls(api);
    }
  }, { standards: Standards.fromProps({ ...props, environments }) });
  return Object.fromEntries(Object.entries(output.files).filter(([file]) => file.endsWith('.k8s.yaml')));
}

function known(scanner: string): Findings {
  const entries = Object.entries(ACCEPTED).filter(([check]) => check.startsWith(`${scanner} `));
  return Object.fromEntries(entries.map(([check, { says, on }]) => [`${check}: ${says}`, on]));
}

async function scoredBy(files: Record<string, string>): Promise<Findings> {
  const { environments } = Standards.reference().props;
  const found: Findings = {};
  for (const [environment, copies] of Object.entries(LEAST_COPIES)) {
    const { version } = environments[environment].cluster;
    const manifests = Object.keys(files).filter(file => file.includes(`/${environment}/`)).sort().map(file => files[file]).join('');
    const scored = await kubeScore(manifests, version, ['--min-replicas-hpa', String(copies)]);
    const expected = ['api', 'shop'].flatMap(service => SCORED.map(kind => `${kind}/shop/${service}`));
    expect(scored.map(({ object_name: object }) => object)).toEqual(expect.arrayContaining(expected));
    for (const object of scored) {
      const [kind, name] = [object.object_name.split('/')[0], object.object_name.split('/').pop()];
      for (const { check, comments } of failedChecks(object)) {
        for (const { summary } of comments ?? [{ summary: check.comment }]) add(found, `kube-score ${check.id}: ${summary}`, `${environment} ${kind} ${name}`);
      }
    }
  }
  return found;
}

async function checkedBy(files: Record<string, string>): Promise<Findings> {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-checkov-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const { summary, results } = await checkov(folder, 'kubernetes');
    expect(summary).toMatchObject({ parsing_errors: 0, skipped: 0 });
    expect(summary.passed).toBeGreaterThan(400);
    const found: Findings = {};
    for (const { check_id: id, check_name: says, file_path: path, resource } of results.failed_checks) {
      const [kind, , name] = resource.split('.');
      add(found, `checkov ${id}: ${says}`, `${path.split('/').at(-2)} ${kind} ${name}`);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function add(found: Findings, check: string, on: string): void {
  found[check] = [...new Set([...found[check] ?? [], on])].sort();
}
