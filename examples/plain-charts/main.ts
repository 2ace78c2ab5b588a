import { ApiObject, Chart } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-28';
import { Image, PlatformApp, PlatformService } from 'pavement';

const app = new PlatformApp({ system: 'checkout', team: 'team-payments' });

// A chart of cdk8s, with whatever cdk8s can do, comes out as cdk8s writes it. The controls look at it as at everything else: it says where
// it goes and whose it is.
const tools = new Chart(app, 'tools', {
  namespace: 'tools',
  labels: { 'platform.example.com/owner': 'team-payments', 'platform.example.com/cost-center': 'cc-1001', 'platform.example.com/system': 'checkout' },
});
const settings = new ConfigMap(tools, 'settings', { data: { colour: 'green' } });

// A workload of your own brings what a construct would have brought: an identity without a token, walls in both directions, a container
// that is nobody and has limits, and an image that cannot change, because a chart of no environment may end up in production.
const labels = { ...tools.labels, 'app.kubernetes.io/name': 'report' };
const account = new ApiObject(tools, 'account', {
  apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'report' }, automountServiceAccountToken: false,
});
const walls = new ApiObject(tools, 'walls', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'report' },
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'report' } },
    policyTypes: ['Ingress', 'Egress'],
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }],
      },
      { to: [{ ipBlock: { cidr: '10.48.224.0/24' } }], ports: [{ port: 443, protocol: 'TCP' }] },
    ],
  },
});
new ApiObject(tools, 'report', {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'report' },
  spec: {
    schedule: '0 5 * * 1',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    jobTemplate: {
      spec: {
        template: {
          metadata: { labels },
          spec: {
            restartPolicy: 'Never',
            serviceAccountName: 'report',
            automountServiceAccountToken: false,
            securityContext: { runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [{
              name: 'report',
              image: 'registry.example.com/shop/report@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
              envFrom: [{ configMapRef: { name: settings.name } }],
              resources: {
                requests: { 'cpu': '100m', 'memory': '128Mi', 'ephemeral-storage': '100Mi' },
                limits: { 'memory': '128Mi', 'ephemeral-storage': '1Gi' },
              },
              securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            }],
          },
        },
      },
    },
  },
}).addDependency(account, walls);

// An object added to a service is in its file, its namespace and carries its labels.
const service = new PlatformService(app.environment('dev'), 'checkout-api', {
  image: Image.tag('registry.example.com/shop/checkout-api', '1.4.2'),
});
new ApiObject(service, 'quota-note', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'quota-note' }, data: { note: 'see the runbook' } });

app.synth();
