import { App, Chart } from 'cdk8s';
import {
  IntOrString, KubeDeployment, KubeHorizontalPodAutoscalerV2, KubeNetworkPolicy, KubePodDisruptionBudget, KubeService, KubeServiceAccount,
} from 'cdk8s-plus-28/lib/imports/k8s';

/**
 * Many services as a plain cdk8s program writes them, each in a chart of its own: a Deployment, a Service and a NetworkPolicy, or all
 * objects that this library writes for a service.
 *
 * Arguments: how many, where to, and `all` for all objects. Prints how long building and writing took, and the most memory the process had.
 */
const [count, outdir, all] = [Number(process.argv[2]), process.argv[3], process.argv[4] === 'all'];

const begin = process.hrtime.bigint();
const app = new App({ outdir });
for (let i = 0; i < count; i++) {
  addService(app, `service-${i}`);
}
app.synth();
const ms = Number(process.hrtime.bigint() - begin) / 1e6;
process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024 }));

function addService(scope: App, name: string): void {
  const selector = { 'app.kubernetes.io/name': name };
  const chart = new Chart(scope, name, {
    namespace: 'team-payments-shop-prod',
    labels: { ...selector, 'app.kubernetes.io/part-of': 'shop', 'team': 'team-payments', 'environment': 'prod' },
    disableResourceNameHashes: true,
  });
  const probe = (path: string) => ({ httpGet: { path, port: IntOrString.fromString('http') }, periodSeconds: 10, failureThreshold: 3 });
  const deployment = new KubeDeployment(chart, 'deployment', {
    metadata: { name },
    spec: {
      selector: { matchLabels: selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: IntOrString.fromString('25%'), maxUnavailable: IntOrString.fromString('0%') } },
      template: {
        metadata: { labels: { ...selector, team: 'team-payments' } },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
          topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map(topologyKey => ({
            topologyKey, maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: selector },
          })),
          containers: [{
            name,
            image: 'registry.example.com/shop/checkout-api@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
            ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
            env: [{ name: 'PORT', value: '8080' }],
            startupProbe: probe('/livez'),
            readinessProbe: probe('/readyz'),
            livenessProbe: probe('/livez'),
            securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          }],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  });
  new KubeService(chart, 'service', {
    metadata: { name },
    spec: { type: 'ClusterIP', selector, ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http'), protocol: 'TCP' }] },
  });
  const policy = new KubeNetworkPolicy(chart, 'network-policy', {
    metadata: { name },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [{
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
        ports: [{ port: IntOrString.fromNumber(53), protocol: 'UDP' }, { port: IntOrString.fromNumber(53), protocol: 'TCP' }],
      }],
    },
  });
  if (all) {
    const account = new KubeServiceAccount(chart, 'account', { metadata: { name }, automountServiceAccountToken: false });
    deployment.addDependency(account, policy);
    new KubeHorizontalPodAutoscalerV2(chart, 'autoscaler', {
      metadata: { name },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: 3,
        maxReplicas: 10,
        metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: name, target: { type: 'Utilization', averageUtilization: 60 } } }],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] } },
      },
    });
    new KubePodDisruptionBudget(chart, 'disruption-budget', {
      metadata: { name },
      spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
  }
}
