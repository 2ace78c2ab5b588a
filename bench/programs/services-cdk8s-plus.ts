import { App, Chart } from 'cdk8s';
import { Deployment, NetworkPolicy, NetworkPolicyTrafficDefault, Probe } from 'cdk8s-plus-28';

/**
 * Many services as the documentation of cdk8s-plus declares them: a Deployment, exposed by a Service, and a NetworkPolicy.
 *
 * Arguments: how many, where to, and `one` for one chart of all instead of a chart each. Prints how long building and writing took, and the
 * most memory the process had.
 */
const [count, outdir, one] = [Number(process.argv[2]), process.argv[3], process.argv[4] === 'one'];

const begin = process.hrtime.bigint();
const app = new App({ outdir });
const shared = one ? chart('shop') : undefined;
for (let i = 0; i < count; i++) {
  addService(shared ?? chart(`service-${i}`), one ? `service-${i}-` : '');
}
app.synth();
const ms = Number(process.hrtime.bigint() - begin) / 1e6;
process.stdout.write(JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024 }));

function chart(id: string): Chart {
  return new Chart(app, id, { namespace: 'team-payments-shop-prod', labels: { 'app.kubernetes.io/part-of': 'shop', 'team': 'team-payments' } });
}

function addService(scope: Chart, prefix: string): void {
  const deployment = new Deployment(scope, `${prefix}deployment`, {
    replicas: 3,
    securityContext: { ensureNonRoot: true, user: 65532, group: 65532 },
    containers: [{
      image: 'registry.example.com/shop/checkout-api@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      portNumber: 8080,
      liveness: Probe.fromHttpGet('/livez'),
      readiness: Probe.fromHttpGet('/readyz'),
      securityContext: { user: 65532, group: 65532 },
    }],
  });
  deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
  new NetworkPolicy(scope, `${prefix}network-policy`, {
    selector: deployment,
    ingress: { default: NetworkPolicyTrafficDefault.DENY },
    egress: { default: NetworkPolicyTrafficDefault.DENY },
  });
}
