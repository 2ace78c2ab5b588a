import { ApiObject, Chart } from 'cdk8s';
import { ciliumNetworkPolicy } from './network-policy';
import type { ServiceBinding } from './resolve-binding';
import type { CallSpec } from './resolve-call';
import { ServiceSpec } from './resolve-service';
import { BindingEgress, BindingStatement, IBindable } from '../core/binding';
import { CatalogDependency } from '../core/catalog-facts';
import { EnvVar, Volume, VolumeMount } from '../core/manifests';
import { objectName, roleName } from '../core/names';
import { Problems } from '../core/problems';
import { WorkloadIdentity } from '../standards/standards-props';
import { ManifestObject } from '../synth/manifest-object';
import { MOST_POLICIES, policyDocuments } from '../workload/policy-documents';

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
  private readonly outgoing = new Map<string, CallSpec>();
  private readonly incoming = new Map<string, CallSpec>();
  private readonly used: CatalogDependency[] = [];
  /** Makes room for more rights; undefined while its Pods have no IAM role. */
  private growIdentity?: () => void;

  constructor(private readonly chart: Chart, public readonly spec: ServiceSpec) {
    if (spec.permissions.length > 0) {
      this.addIdentity();
    }
    if (spec.secrets.length > 0) {
      this.addSecrets();
    }
    this.addCiliumPolicy();
  }

  public get bindings(): ServiceBinding[] {
    return sorted(this.bound);
  }

  public bind(binding: ServiceBinding, target: IBindable): void {
    this.used.push({ target });
    if (binding.binding.statements.length > 0) {
      this.addIdentity();
    }
    if (hasConnection(binding)) {
      if (!this.bindings.some(hasConnection)) {
        this.addSecretStore(this.spec.name, 'secret-store', 'ParameterStore');
      }
      this.addConnection(binding);
    }
    this.bound.set(binding.name, binding);
    this.growIdentity?.();
  }

  /** Notes whom it calls. */
  public call(call: CallSpec, callee: CatalogDependency): void {
    this.outgoing.set(call.key, call);
    this.used.push(callee);
  }

  /** Notes who calls it. */
  public admit(call: CallSpec): void {
    this.incoming.set(call.key, call);
  }

  public callees(): CallSpec[] {
    return sorted(this.outgoing);
  }

  public callers(): CallSpec[] {
    return sorted(this.incoming);
  }

  /** Everything that it needs in order to work. */
  public dependencies(): CatalogDependency[] {
    return [...this.used];
  }

  /** Addresses of what it is bound to. */
  public reached(): BindingEgress[] {
    return this.bindings.flatMap(({ binding }) => binding.egress);
  }

  /** Whether its Pods have an IAM role, because something asks for one. */
  public get hasIdentity(): boolean {
    return this.growIdentity !== undefined;
  }

  /** Environment variables of the container. */
  public variables(): EnvVar[] {
    const { placed: { spec: { aws } } } = this.spec;
    return [
      ...!this.hasIdentity ? [] : [{ name: 'AWS_REGION', value: aws.region }],
      ...this.callees().flatMap(({ variable }) => variable ? [variable] : []),
      ...this.bindings.flatMap(({ name, prefix, binding }) => binding.variables.map(variable => ({
        name: prefix + variable.name,
        ...variable.descriptorKey === undefined
          ? { value: variable.value }
          : { valueFrom: { secretKeyRef: { name: objectName(this.spec.name, name), key: variable.name } } },
      }))),
    ];
  }

  /** Names of all variables that the developer may not set in config as well. */
  public variableNames(): string[] {
    return [...this.variables().map(({ name }) => name), ...this.spec.secrets.map(({ variable }) => variable), ...Object.keys(this.spec.config)];
  }

  /** Files that bindings mount, each ConfigMap once. */
  public volumes(): { volume: Volume; mount: VolumeMount }[] {
    const mounts = new Map(this.bindings.flatMap(({ binding }) => binding.mounts).map(mount => [mount.configMap, mount]));
    return [...mounts.values()].map(({ configMap, path }) => ({
      volume: { name: configMap, configMap: { name: configMap } },
      mount: { name: configMap, mountPath: path, readOnly: true },
    }));
  }

  /** What IAM has to allow. */
  private statements(): BindingStatement[] {
    const { permissions, secrets, placed: { spec: { aws, cluster } } } = this.spec;
    const read = (service: string, action: string, paths: string[]): BindingStatement[] => paths.length === 0 ? [] : [{
      actions: [action], resources: paths.map(path => `arn:aws:${service}:${aws.region}:${aws.account}:${path}`),
    }];
    // with Pod Identity the operator's own role reads them
    const isRead = cluster.workloadIdentity === WorkloadIdentity.IRSA;
    return [
      ...this.bindings.flatMap(({ binding }) => binding.statements),
      ...permissions,
      // Secrets Manager ends every ARN with a hyphen and six characters of its own
      ...isRead ? read('secretsmanager', 'secretsmanager:GetSecretValue', [...new Set(secrets.map(({ path }) => `secret:${path}-??????`))]) : [],
    ];
  }

  private addIdentity(): void {
    if (this.growIdentity) {
      return;
    }
    // loaded when the first service needs it: the AWS provider costs a quarter of a second
    const { addWorkloadIdentity } = require('./service-terraform') as typeof import('./service-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
    this.growIdentity = addWorkloadIdentity(this.spec, () => this.statements());
    this.chart.node.addValidation({ validate: () => this.identityProblems() });
    const { name, placed: { spec: { aws, cluster }, ownership } } = this.spec;
    if (cluster.workloadIdentity === WorkloadIdentity.IRSA) {
      ApiObject.of(this.chart.node.findChild(SERVICE_ACCOUNT_ID)).metadata.addAnnotation(
        'eks.amazonaws.com/role-arn', `arn:aws:iam::${aws.account}:role/${roleName(ownership, name, 'service')}`,
      );
    }
    this.addCiliumPolicy();
  }

  /** What IAM cannot take. */
  private identityProblems(): string[] {
    const { length } = policyDocuments(this.statements());
    const problems = new Problems();
    problems.must(
      length <= MOST_POLICIES, `bindings and permissions must fit ${MOST_POLICIES} IAM policies of a role`, length, 'name fewer resources, or one ARN with * at its end for several',
    );
    return problems.list;
  }

  /** Once there is something that only Cilium can say. */
  private addCiliumPolicy(): void {
    if (!this.chart.node.tryFindChild('cilium-policy') && ciliumNetworkPolicy(this.spec, this)) {
      new ManifestObject(this.chart, 'cilium-policy', {
        apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: this.spec.name }, fields: { spec: () => ciliumNetworkPolicy(this.spec, this) },
      });
    }
  }

  private addSecrets(): void {
    const { name, secrets, placed: { spec: { cluster } } } = this.spec;
    const secret = objectName(name, 'secrets');
    if (cluster.workloadIdentity === WorkloadIdentity.IRSA) {
      this.addIdentity();
    }
    this.addSecretStore(secret, 'secrets-store', 'SecretsManager');
    this.addExternalSecret('secrets', secret, secret, secrets.map(({ variable, path, key }) => ({ secretKey: variable, remoteRef: { key: path, property: key } })));
  }

  private addConnection({ name, binding }: ServiceBinding): void {
    const data = binding.variables.filter(({ descriptorKey }) => descriptorKey !== undefined).map(variable => ({
      secretKey: variable.name,
      remoteRef: { key: binding.descriptorPath, property: variable.descriptorKey },
    }));
    this.addExternalSecret(`connection-${name}`, objectName(this.spec.name, name), this.spec.name, data);
  }

  private addSecretStore(store: string, id: string, service: string): void {
    const { placed: { spec: { aws, cluster } }, name } = this.spec;
    new ManifestObject(this.chart, id, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: store },
      fields: {
        spec: () => ({
          provider: {
            aws: {
              service,
              region: aws.region,
              // with Pod Identity the operator's own role reads
              ...cluster.workloadIdentity === WorkloadIdentity.IRSA && { auth: { jwt: { serviceAccountRef: { name } } } },
            },
          },
        }),
      },
    });
  }

  private addExternalSecret(id: string, secret: string, store: string, data: object[]): void {
    new ManifestObject(this.chart, id, {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: secret },
      fields: {
        spec: () => ({
          refreshInterval: '1h',
          secretStoreRef: { kind: 'SecretStore', name: store },
          target: { name: secret, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
          data,
        }),
      },
    });
  }
}

/** Whether some of its values are known only once the infrastructure has been applied. */
function hasConnection({ binding }: ServiceBinding): boolean {
  return binding.variables.some(({ descriptorKey }) => descriptorKey !== undefined);
}

function sorted<T>(byName: Map<string, T>): T[] {
  return [...byName].sort(([a], [b]) => a < b ? -1 : 1).map(([, value]) => value);
}
