import { ApiObject, Chart } from 'cdk8s';
import { alertRules } from './alerts';
import { networkPolicy } from './network-policy';
import { injection, podSpec } from './pod';
import { ServiceSpec } from './resolve-service';
import { httpRoute, ingress, redirectRoute, routeKind } from './routes';
import { SERVICE_ACCOUNT_ID, ServiceEdges } from './service-edges';
import { Protocol } from './service-props';
import { DeploymentSpec, HorizontalPodAutoscalerSpec, PodDisruptionBudgetSpec, ServicePort, ServiceSpec as KubernetesServiceSpec } from '../core/manifests';
import { objectName, shortHash } from '../core/names';
import { PERCENT_BUDGET_FROM } from '../standards/defaults';
import { ExposureKind } from '../standards/standards-props';
import { ManifestObject } from '../synth/manifest-object';

/** Writes a resolved service as Kubernetes objects. */
export function addServiceManifests(chart: Chart, spec: ServiceSpec, edges: ServiceEdges): void {
  const { name } = spec;
  const add = (id: string, type: string, fields: Record<string, () => unknown>, metadata: object = {}): ApiObject => {
    const [kind, apiVersion] = type.split(' of ');
    return new ManifestObject(chart, id, { apiVersion, kind, metadata: { name, ...metadata }, fields });
  };

  const configMap = configMapName(spec);
  const files = spec.volumes.flatMap(({ file }) => file ?? []).map(file => add(
    `file-${file.configMap}`, 'ConfigMap of v1', { immutable: () => true, data: () => ({ [file.key]: file.content }) }, { name: file.configMap },
  ));
  const config = configMap === '' ? [] : [add('config', 'ConfigMap of v1', { immutable: () => true, data: () => spec.config }, { name: configMap })];
  const account = chart.node.findChild(SERVICE_ACCOUNT_ID);
  const policy = add('network-policy', 'NetworkPolicy of networking.k8s.io/v1', { spec: () => networkPolicy(spec, edges) });
  const rights = addKubernetesAccess(spec, add);
  // Pods start with their identity, their configuration and their walls in place
  add('deployment', 'Deployment of apps/v1', { spec: () => deployment(spec, edges, configMap) }).addDependency(account, policy, ...config, ...files, ...rights);
  add('service', 'Service of v1', { spec: () => service(spec) });
  add('autoscaler', 'HorizontalPodAutoscaler of autoscaling/v2', { spec: () => autoscaler(spec) });
  add('disruption-budget', 'PodDisruptionBudget of policy/v1', { spec: () => disruptionBudget(spec) });
  if (spec.host !== '') {
    addExposure(spec, add);
  }
  addMonitoring(spec, add);
}

/** The ServiceAccount: first, because what a service is bound to may add to it. */
export function addServiceAccount(chart: Chart, name: string): void {
  new ManifestObject(chart, SERVICE_ACCOUNT_ID, {
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name }, fields: { automountServiceAccountToken: () => false },
  });
}

type Add = (id: string, type: string, fields: Record<string, () => unknown>, metadata?: object) => ApiObject;

function deployment(spec: ServiceSpec, edges: ServiceEdges, configMap: string): DeploymentSpec {
  const { profile, selector, labels, podLabels, health } = spec;
  const annotations = injection(spec);
  return {
    // no replicas: the autoscaler owns the number
    selector: { matchLabels: selector },
    revisionHistoryLimit: 3,
    progressDeadlineSeconds: health.progressDeadlineSeconds + profile.minReadySeconds,
    minReadySeconds: profile.minReadySeconds,
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: `${profile.maxSurgePercent}%`, maxUnavailable: `${profile.maxUnavailablePercent}%` },
    },
    template: {
      metadata: { labels: { ...labels, ...podLabels }, ...Object.keys(annotations).length > 0 && { annotations } },
      spec: podSpec(spec, edges, configMap),
    },
  };
}

function service({ selector, ports }: ServiceSpec): KubernetesServiceSpec {
  return {
    type: 'ClusterIP',
    selector,
    ports: ports.map(({ name, servicePort, protocol }): ServicePort => ({
      name, port: servicePort, targetPort: name, protocol: 'TCP', appProtocol: APP_PROTOCOLS[protocol],
    })),
  };
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol */
const APP_PROTOCOLS: Record<Protocol, string | undefined> = {
  [Protocol.HTTP]: 'http',
  [Protocol.HTTP2]: 'kubernetes.io/h2c',
  [Protocol.GRPC]: 'kubernetes.io/h2c',
  [Protocol.TCP]: undefined,
};

function autoscaler({ name, scaling, profile }: ServiceSpec): HorizontalPodAutoscalerSpec {
  return {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
    minReplicas: scaling.minReplicas,
    maxReplicas: scaling.maxReplicas,
    // the main container only, so that a sidecar cannot hide its load
    metrics: [{
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: name, target: { type: 'Utilization', averageUtilization: scaling.cpuUtilizationPercent } },
    }],
    behavior: { scaleDown: { stabilizationWindowSeconds: profile.scaleDownWindowSeconds, policies: [{ type: 'Percent', value: 25, periodSeconds: 60 }] } },
  };
}

function disruptionBudget({ selector, scaling }: ServiceSpec): PodDisruptionBudgetSpec {
  return {
    // at least one may always go, so that no node waits for ever
    maxUnavailable: scaling.minReplicas >= PERCENT_BUDGET_FROM ? '10%' : 1,
    selector: { matchLabels: selector },
    // copies that do not work anyway never block a drain
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
}

function addExposure(spec: ServiceSpec, add: Add): void {
  const { kind, plainListener, annotations } = spec.placed.spec.cluster.exposure;
  const { protocol } = spec.ports[0];
  if (kind === ExposureKind.INGRESS) {
    add('route', 'Ingress of networking.k8s.io/v1', { spec: () => ingress(spec) }, { annotations });
    return;
  }
  add('route', `${routeKind(protocol)} of gateway.networking.k8s.io/v1`, { spec: () => httpRoute(spec) }, { annotations });
  if (plainListener !== undefined && protocol !== Protocol.GRPC) {
    const name = objectName(spec.name, 'redirect');
    add('redirect', 'HTTPRoute of gateway.networking.k8s.io/v1', { spec: () => redirectRoute(spec) }, { name, annotations });
  }
}

/** A Role in its namespace, for a service that has said why it needs one. */
function addKubernetesAccess({ name, kubernetesAccess, placed: { ownership: { labelDomain } } }: ServiceSpec, add: Add): ApiObject[] {
  if (!kubernetesAccess) {
    return [];
  }
  const annotations = { [`${labelDomain}/reason`]: kubernetesAccess.reason };
  return [
    add('role', 'Role of rbac.authorization.k8s.io/v1', { rules: () => kubernetesAccess.rules }, { annotations }),
    add('role-binding', 'RoleBinding of rbac.authorization.k8s.io/v1', {
      roleRef: () => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name }),
      subjects: () => [{ kind: 'ServiceAccount', name }],
    }),
  ];
}

function addMonitoring(spec: ServiceSpec, add: Add): void {
  const { name, metrics, alerts, selector } = spec;
  if (metrics) {
    add('monitor', 'PodMonitor of monitoring.coreos.com/v1', {
      spec: () => ({
        selector: { matchLabels: selector },
        podMetricsEndpoints: [{ port: metrics.ownPort ? 'metrics' : spec.ports.find(({ port }) => port === metrics.port)?.name, path: metrics.path }],
      }),
    }, { labels: metrics.monitoring.labels });
  }
  if (alerts) {
    add('alerts', 'PrometheusRule of monitoring.coreos.com/v1', {
      spec: () => ({ groups: [{ name, rules: alertRules(spec, alerts) }] }),
    }, { labels: alerts.monitoring.labels });
  }
}

/** The name changes with the content, so that a change rolls out new copies; empty when there is no config. */
function configMapName({ name, config }: ServiceSpec): string {
  const entries = Object.entries(config).sort(([a], [b]) => a < b ? -1 : 1);
  return entries.length === 0 ? '' : `${name}-config-${shortHash(entries)}`;
}
