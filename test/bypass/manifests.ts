import { ApiObject, Chart, Include, JsonPatch, Lazy } from 'cdk8s';
import { Node } from 'constructs';
import { ACCEPTED, Attack, NO_EFFECT, Program, inSynth } from './attack';
import { owned } from '../synth/owned';
import { fill, scratch } from '../synth/scratch';

const PRIVILEGED = JsonPatch.add('/spec/template/spec/containers/0/securityContext/privileged', true);
const ROOT_CONTAINER = { name: 'root', image: 'registry.example.com/shop/root', securityContext: { privileged: true } };

/** An object of the developer's own beside the service, with all that is asked of any object. */
function beside({ app }: Program, body: Record<string, unknown>, id = 'own'): ApiObject {
  return new ApiObject(new Chart(app.environment('prod'), id, { ...owned('prod'), namespace: 'shop-prod' }), 'object', body as { apiVersion: string; kind: string });
}

/** Ways to get something into the manifests of Kubernetes from within the program. */
export const MANIFEST_ATTACKS: readonly Attack[] = [
  {
    what: '`addJsonPatch` on an object of a construct',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(PRIVILEGED),
    result: inSynth('K8S-01'),
  },
  {
    what: '`addJsonPatch` from a validation, when all others have looked',
    program: ({ app, manifest }) => app.node.addValidation({ validate: () => { manifest('deployment').addJsonPatch(PRIVILEGED); return []; } }),
    result: inSynth('K8S-01'),
  },
  {
    what: 'a `Lazy` value that is harmless until it is asked for the last time',
    program: program => {
      let asked = 0;
      beside(program, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'own' },
        spec: { containers: [{ ...ROOT_CONTAINER, securityContext: { privileged: Lazy.any({ produce: () => asked++ > 0 }) } }] },
      }).toJson();
    },
    result: inSynth('K8S-01'),
  },
  {
    what: 'a property that answers something else each time',
    program: program => {
      let asked = 0;
      beside(program, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'own' }, spec: { get type() { return asked++ > 0 ? 'NodePort' : 'ClusterIP'; }, selector: { app: 'own' } } }).toJson();
    },
    result: inSynth('K8S-19'),
  },
  {
    what: 'an owner of one\'s own through `metadata.addLabel`',
    program: ({ manifest }) => manifest('deployment').metadata.addLabel('platform.example.com/owner', 'somebody'),
    result: inSynth('K8S-22'),
  },
  {
    what: 'labels without an owner through `metadata.add`',
    program: ({ manifest }) => manifest('deployment').metadata.add('labels', {}),
    result: NO_EFFECT,
  },
  {
    what: 'props that change after the construct was made',
    program: ({ app }) => { Object.assign(app.environment('prod'), { environmentName: 'prod' }); },
    result: NO_EFFECT,
  },
  {
    what: '`node.tryRemoveChild` of a NetworkPolicy',
    program: ({ api }) => { api.node.tryRemoveChild('network-policy'); },
    result: inSynth('program'),
  },
  {
    what: '`node.tryRemoveChild` of a PodDisruptionBudget, for which nothing waits',
    program: ({ api }) => { api.node.tryRemoveChild('disruption-budget'); },
    result: inSynth('K8S-17'),
  },
  {
    what: 'the service taken out of the tree, a Deployment of one\'s own in its place',
    program: program => {
      program.app.environment('prod').node.tryRemoveChild('api');
      beside(program, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'api' },
        spec: { selector: { matchLabels: { app: 'api' } }, template: { metadata: { labels: { app: 'api' } }, spec: { containers: [ROOT_CONTAINER] } } },
      });
    },
    result: inSynth('K8S-01'),
  },
  {
    what: 'a manifest of somebody else through `Include`',
    program: ({ app }) => {
      const folder = scratch();
      fill(folder, { 'pod.json': JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own' }, spec: { containers: [ROOT_CONTAINER] } }) });
      new Include(new Chart(app.environment('prod'), 'own', owned('prod')), 'include', { url: `${folder}/pod.json` });
    },
    result: inSynth('K8S-01'),
  },
  {
    what: 'a Pod inside a `List`',
    program: program => beside(program, { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own' }, spec: { containers: [ROOT_CONTAINER] } }] }),
    result: inSynth('K8S-01'),
  },
  {
    what: 'a Pod in the `items` of a kind that is no list',
    program: program => beside(program, {
      apiVersion: 'example.com/v1', kind: 'Bundle', metadata: { name: 'own' }, items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own' }, spec: { containers: [ROOT_CONTAINER] } }],
    }),
    result: inSynth('K8S-01'),
  },
  {
    what: 'the kind changed into an Argo `Rollout`, with a privileged template',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(
      JsonPatch.replace('/apiVersion', 'argoproj.io/v1alpha1'), JsonPatch.replace('/kind', 'Rollout'), PRIVILEGED),
    result: inSynth('K8S-01', 'K8S-24'),
  },
  {
    what: 'a template deep inside a custom resource',
    program: program => beside(program, {
      apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: 'own' }, spec: { groups: [{ workers: { template: { spec: { containers: [ROOT_CONTAINER] } } } }] },
    }),
    result: inSynth('K8S-01'),
  },
  {
    what: 'a further init container',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(JsonPatch.add('/spec/template/spec/initContainers', [ROOT_CONTAINER])),
    result: inSynth('K8S-01'),
  },
  {
    what: 'an ephemeral container',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(JsonPatch.add('/spec/template/spec/ephemeralContainers', [ROOT_CONTAINER])),
    result: inSynth('K8S-01'),
  },
  {
    what: 'validations emptied, and `Node.prototype.validate` replaced',
    program: ({ app, manifest }) => {
      const { validate } = Node.prototype;
      Node.prototype.validate = () => [];
      app.node.findAll().forEach(({ node }) => { (node as unknown as { _validations: unknown[] })._validations = []; });
      manifest('deployment').addJsonPatch(PRIVILEGED);
      return () => { Node.prototype.validate = validate; };
    },
    result: inSynth('K8S-01'),
  },
  {
    what: '`toJson` replaced on one object',
    program: ({ manifest }) => {
      const deployment = manifest('deployment');
      const honest = deployment.toJson() as { spec: { template: { spec: { hostNetwork?: boolean } } } };
      honest.spec.template.spec.hostNetwork = true;
      deployment.toJson = () => honest;
    },
    result: NO_EFFECT,
  },
  {
    what: 'a resolver of the app that rewrites values everywhere',
    props: { resolvers: [{ resolve: (context: { key: string[]; value: unknown; replaceValue: (value: unknown) => void }) => context.value === false && context.key.at(-1) === 'allowPrivilegeEscalation' && context.replaceValue(true) }] },
    result: inSynth('K8S-04'),
  },
  {
    what: 'the same kind and name in two namespaces, which are one file with a file for each resource',
    props: { yamlOutputType: 2 },
    program: program => ['shop-prod', 'tools'].forEach(namespace => beside(program, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own', namespace } }, namespace)),
    result: inSynth('program'),
  },
  {
    what: '`node.lock()`, then everything as before',
    program: ({ app, manifest }) => { app.node.lock(); manifest('deployment').addJsonPatch(PRIVILEGED); },
    result: inSynth('K8S-01'),
  },
  {
    what: '`skipValidation`, as cdktf\'s own error text suggests',
    props: { skipValidation: true },
    program: ({ manifest }) => manifest('deployment').addJsonPatch(PRIVILEGED),
    result: inSynth('K8S-01'),
  },
  {
    what: 'a NetworkPolicy of one\'s own that lets everybody in',
    program: program => beside(program, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'own' }, spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] } }),
    result: inSynth('K8S-14'),
  },
  {
    what: 'a NetworkPolicy of one\'s own that opens the way to the credentials of the node',
    program: program => beside(program, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'own' }, spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: [{ ipBlock: { cidr: '169.254.169.0/24' } }] }] } }),
    result: inSynth('K8S-15'),
  },
  {
    what: 'a network beside the cluster\'s, on which no NetworkPolicy holds, by an annotation for Multus',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations', { 'k8s.v1.cni.cncf.io/networks': 'macvlan' })),
    result: inSynth('K8S-15'),
  },
  {
    what: 'a role of AWS by an annotation of the Pods, for kube2iam',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations', { 'iam.amazonaws.com/role': 'admin' })),
    result: inSynth('K8S-13'),
  },
  {
    what: 'a role of another account for the ServiceAccount',
    program: ({ manifest }) => manifest('service-account').metadata.addAnnotation('eks.amazonaws.com/role-arn', 'arn:aws:iam::999999999999:role/admin'),
    result: inSynth('K8S-13'),
  },
  {
    what: 'a certificate for the API server in place of a token',
    program: ({ manifest }) => manifest('deployment').addJsonPatch(JsonPatch.add('/spec/template/spec/volumes/-', {
      name: 'own', projected: { sources: [{ podCertificate: { signerName: 'kubernetes.io/kube-apiserver-client-pod', keyType: 'ED25519', credentialBundlePath: 'own.pem' } }] },
    })),
    result: inSynth('K8S-13'),
  },
  {
    what: 'rules of Cilium for everybody in `specs`, the other place for them',
    program: program => beside(program, { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'own' }, specs: [{ endpointSelector: {}, ingress: [{ fromEntities: ['all'] }] }] }),
    result: inSynth('K8S-14'),
  },
  {
    what: 'a token of GitHub in an annotation',
    program: ({ manifest }) => manifest('deployment').metadata.addAnnotation('example.com/token', 'github_pat_11AAAAAAA0aB2cD3eF4gH5i'),
    result: inSynth('K8S-16'),
  },
  {
    what: 'a password in the template of an ExternalSecret',
    program: program => beside(program, { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'own' }, spec: { target: { template: { data: { password: 'hunter2' } } } } }),
    result: inSynth('K8S-16'),
  },
  {
    what: 'a private key in the bytes of a ConfigMap',
    program: program => beside(program, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, binaryData: { pem: Buffer.from('-----BEGIN PRIVATE KEY-----').toString('base64') } }),
    result: inSynth('K8S-16'),
  },
  {
    what: 'a Role that makes Pods, which may read any Secret',
    program: program => beside(program, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'own' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['create'] }] }),
    result: inSynth('K8S-20'),
  },
  {
    what: 'a RoleBinding that makes the service\'s account an administrator',
    program: program => beside(program, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'own' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop-prod' }],
    }),
    result: inSynth('K8S-20'),
  },
  {
    what: 'an annotation that silences a scanner',
    program: ({ manifest }) => manifest('deployment').metadata.addAnnotation('checkov.io/skip1', 'CKV_K8S_16=because'),
    result: inSynth('K8S-23'),
  },
  {
    what: 'a namespace whose Pod Security is turned off',
    program: program => beside(program, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } }),
    result: inSynth('K8S-21'),
  },
  {
    what: 'a namespace labelled twice, so that the second one counts',
    program: ({ app }) => (app.environment('prod').node.findChild('namespace').node.findAll().find(child => ApiObject.isApiObject(child) && child.kind === 'Namespace') as ApiObject)
      .addJsonPatch(JsonPatch.replace('/metadata/labels/pod-security.kubernetes.io~1enforce', 'baseline')),
    result: inSynth('K8S-21'),
  },
  {
    what: 'a mutating webhook of one\'s own',
    program: program => beside(program, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingWebhookConfiguration', metadata: { name: 'own' }, webhooks: [] }),
    result: inSynth('K8S-24'),
  },
  {
    what: 'a prototype with the wrong values, where an object has none of its own',
    program: program => beside(program, {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'own' }, spec: Object.create({ hostNetwork: true, containers: [ROOT_CONTAINER] }) as object,
    }),
    result: ACCEPTED,
    because: 'what an object inherits is not written',
  },
];
