import { ApiObject, Chart } from 'cdk8s';
import { ServiceBinding } from './resolve-binding';
import { ServiceSpec } from './resolve-service';
import { BindingStatement } from '../core/binding';
import { EnvVar, NetworkPolicyEgressRule, NetworkPolicyIngressRule, Volume, VolumeMount } from '../core/manifests';
import { objectName, roleName } from '../core/names';
import { WorkloadIdentity } from '../standards/standards-props';

/** Where the Pod Identity agent answers; @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html */
const POD_IDENTITY_AGENT = ['169.254.170.23/32', 'fd00:ec2::23/128'];

/** Id of the ServiceAccount in the service's chart. */
export const SERVICE_ACCOUNT_ID = 'service-account';

/**
 * What a service uses and who uses it.
 *
 * Edges may be declared after the service, so its manifests read them when they are rendered; they come out sorted by name, whatever
 * the order of the program's lines.
 */
export class ServiceEdges {
  private readonly bound = new Map<string, ServiceBinding>();
  private readonly callees = new Map<string, ServiceSpec>();
  private readonly callers = new Map<string, ServiceSpec>();

  constructor(private readonly chart: Chart, public readonly spec: ServiceSpec) {}

  public get bindings(): ServiceBinding[] {
    return sorted(this.bound);
  }

  public bind(binding: ServiceBinding): void {
    if (grantsSomething(binding) && !this.hasIdentity) {
      this.addIdentity();
    }
    if (hasConnection(binding)) {
      if (!this.bindings.some(hasConnection)) {
        this.addSecretStore();
      }
      this.addConnection(binding);
    }
    this.bound.set(binding.name, binding);
  }

  public call(callee: ServiceEdges): void {
    this.callees.set(callee.spec.name, callee.spec);
    callee.callers.set(this.spec.name, this.spec);
  }

  /** Environment variables of the container. */
  public variables(): EnvVar[] {
    const { placed: { spec: { aws } } } = this.spec;
    return [
      ...!this.hasIdentity ? [] : [{ name: 'AWS_REGION', value: aws.region }],
      ...this.bindings.flatMap(({ name, prefix, binding }) => binding.variables.map(variable => ({
        name: prefix + variable.name,
        ...variable.descriptorKey === undefined
          ? { value: variable.value }
          : { valueFrom: { secretKeyRef: { name: objectName(this.spec.name, name), key: variable.name } } },
      }))),
    ];
  }

  /** Files that bindings mount, each ConfigMap once. */
  public volumes(): { volume: Volume; mount: VolumeMount }[] {
    const mounts = new Map(this.bindings.flatMap(({ binding }) => binding.mounts).map(mount => [mount.configMap, mount]));
    return [...mounts.values()].map(({ configMap, path }) => ({
      volume: { name: configMap, configMap: { name: configMap } },
      mount: { name: configMap, mountPath: path, readOnly: true },
    }));
  }

  /** Whom the network lets in, beside what exposure asks for. */
  public ingress(): NetworkPolicyIngressRule[] {
    return sorted(this.callers).map(caller => ({ from: [podsOf(caller)], ports: [{ port: this.spec.port, protocol: 'TCP' }] }));
  }

  /** What the network lets it reach, beside DNS. */
  public egress(): NetworkPolicyEgressRule[] {
    return [
      ...sorted(this.callees).map(callee => ({ to: [podsOf(callee)], ports: [{ port: callee.port, protocol: 'TCP' }] })),
      ...this.bindings.flatMap(({ binding }) => binding.egress).map(({ cidrs, port }) => ({
        to: cidrs.map(cidr => ({ ipBlock: { cidr } })), ports: [{ port, protocol: 'TCP' }],
      })),
      ...!this.hasIdentity ? [] : [{ to: POD_IDENTITY_AGENT.map(cidr => ({ ipBlock: { cidr } })), ports: [{ port: 80, protocol: 'TCP' }] }],
    ];
  }

  /** Whether its Pods have an IAM role, because something that it is bound to asks for one. */
  private get hasIdentity(): boolean {
    return this.bindings.some(grantsSomething);
  }

  /** What IAM has to allow. */
  private statements(): BindingStatement[] {
    return this.bindings.flatMap(({ binding }) => binding.statements);
  }

  private addIdentity(): void {
    // loaded when the first service is bound: the AWS provider costs a quarter of a second
    const { addWorkloadIdentity } = require('./service-terraform') as typeof import('./service-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
    addWorkloadIdentity(this.spec, () => this.statements());
    const { name, placed: { spec: { aws, cluster }, ownership } } = this.spec;
    if (cluster.workloadIdentity === WorkloadIdentity.IRSA) {
      ApiObject.of(this.chart.node.findChild(SERVICE_ACCOUNT_ID)).metadata.addAnnotation(
        'eks.amazonaws.com/role-arn', `arn:aws:iam::${aws.account}:role/${roleName(ownership, name, 'service')}`,
      );
    }
  }

  private addSecretStore(): void {
    const { placed: { spec: { aws, cluster } }, name } = this.spec;
    new ApiObject(this.chart, 'secret-store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name },
      spec: {
        provider: {
          aws: {
            service: 'ParameterStore',
            region: aws.region,
            // with Pod Identity the operator's own role reads the descriptors, which hold no secret
            ...cluster.workloadIdentity === WorkloadIdentity.IRSA && { auth: { jwt: { serviceAccountRef: { name } } } },
          },
        },
      },
    });
  }

  private addConnection({ name, binding }: ServiceBinding): void {
    const secret = objectName(this.spec.name, name);
    new ApiObject(this.chart, `connection-${name}`, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: secret },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { kind: 'SecretStore', name: this.spec.name },
        target: { name: secret, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: binding.variables.filter(({ descriptorKey }) => descriptorKey !== undefined).map(variable => ({
          secretKey: variable.name,
          remoteRef: { key: binding.descriptorPath, property: variable.descriptorKey },
        })),
      },
    });
  }
}

function grantsSomething({ binding }: ServiceBinding): boolean {
  return binding.statements.length > 0;
}

/** Whether some of its values are known only once the infrastructure has been applied. */
function hasConnection({ binding }: ServiceBinding): boolean {
  return binding.variables.some(({ descriptorKey }) => descriptorKey !== undefined);
}

function podsOf(spec: ServiceSpec) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': spec.placed.namespace } },
    podSelector: { matchLabels: spec.selector },
  };
}

function sorted<T>(byName: Map<string, T>): T[] {
  return [...byName].sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => value);
}
