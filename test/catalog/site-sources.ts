import { Entity, entity } from '../../src/catalog/model';
import { SiteSource } from '../../src/catalog/site/site-input';

const TEAMS = ['team-payments', 'team-platform', 'team-search', 'team-logistics'];
const WORDS = ['cart', 'orders', 'pricing', 'ledger', 'stock', 'search', 'profile', 'mail', 'invoice', 'report'];

/** A repository with everything that a page can show. */
export function checkoutSource(): SiteSource {
  const environments = ['dev', 'staging', 'prod'].map((name, i) => ({
    name,
    tier: name,
    construct: `${name}/checkout-api`,
    cluster: name,
    account: String(i + 1).repeat(12),
    region: 'eu-central-1',
    namespaces: ['checkout'],
    files: [],
    objects: [{ kind: 'Deployment', namespace: 'checkout', name: 'checkout-api' }],
    addresses: ['aws_iam_role.checkout-api'],
  }));
  const owner = 'group:default/team-payments';
  const system = 'system:default/checkout';
  const part = (kind: string, name: string, rest: Partial<Entity>) => entity(kind, 'checkout', name, { owner, system, lifecycle: 'production', ...rest });
  return {
    folder: '.',
    catalog: {
      labelDomain: 'platform.example.com',
      library: 'pavement 1.2.0',
      entities: [
        entity('group', 'default', 'team-payments', { type: 'team', title: 'Payments', contact: 'payments@example.com', description: 'Takes the money' }),
        entity('group', 'default', 'team-platform', { type: 'team', contact: '#platform' }),
        entity('domain', 'default', 'commerce', { owner }),
        entity('system', 'default', 'checkout', { owner, domain: 'domain:default/commerce', description: 'Everything from the cart to the receipt' }),
        part('component', 'checkout-api', {
          type: 'service',
          tier: 'critical',
          description: 'Checkout and orders API',
          tags: ['typescript', 'pci'],
          environments,
          links: [
            { url: 'https://runbooks.example.com/checkout-api', title: 'Runbook', type: 'runbook' },
            { url: 'https://dashboards.example.com/checkout-api', title: 'Dashboard prod', type: 'dashboard' },
            { url: 'javascript:alert(1)', title: 'Not a page' },
          ],
          dependsOn: ['component:checkout/pricing', 'resource:checkout/orders-db', 'component:mail/mail-sender'],
          provides: ['api:checkout/checkout-api'],
          repository: { url: 'https://github.com/acme/checkout', branch: 'main', source: 'main.ts' },
        }),
        part('component', 'pricing', { type: 'service', dependsOn: ['resource:checkout/orders-db'], environments: [{ ...environments[2], construct: 'prod/pricing' }] }),
        part('component', 'web', { type: 'service', consumes: ['api:checkout/checkout-api'] }),
        part('component', 'nightly-report', { type: 'job', dependsOn: ['resource:checkout/orders-db'], owner: 'group:default/team-platform' }),
        part('resource', 'orders-db', { type: 'database' }),
        part('api', 'checkout-api', { type: 'openapi', definition: { form: 'file', value: 'openapi.yaml' } }),
      ],
    },
    governance: {
      result: 'pass',
      controls: 46,
      lines: [
        { control: 'K8S-12', severity: 'medium', text: 'liveness and readiness must differ', construct: 'prod/pricing/Deployment', environment: 'prod' },
        { control: 'AWS-07', severity: 'high', text: 'log groups must be encrypted', construct: 'prod/checkout-api', environment: 'prod', waiver: 'WVR-2026-004', expires: '2026-12-01' },
      ],
    },
    documents: [
      { path: 'index.md', markdown: '# Checkout\n\nHow money comes in. See the [guide to refunds](guides/refunds.md) and the [reference](reference.md).\n\n| Step | Who |\n| --- | --- |\n| Pay | web |\n\n```ts\nconst total = cart.sum();\n```\n' },
      { path: 'guides/refunds.md', markdown: '# Refunds\n\n<script>document.title = "taken over"</script>\n\n[click](javascript:alert(1))\n\n## Who may\n\nFinance.\n\n## Who may\n\nNobody else.\n' },
    ],
    facts: new Map([['component:checkout/checkout-api', {
      variables: [{ name: 'CURRENCY', source: '`EUR`' }, { name: 'PGHOST', source: 'secret `checkout-api-orders-db`' }],
      alerts: [{ name: 'CheckoutApiErrors', severity: 'page', summary: 'More than 1 % of requests fail' }],
    }]]),
  };
}

/** Many entities in many systems, the same ones every time; one of them is used by hundreds. */
export function manyEntities(count: number): SiteSource {
  const groups = TEAMS.map(name => entity('group', 'default', name, { type: 'team', contact: `${name}@example.com` }));
  const systems = Math.max(1, Math.ceil(count / 20));
  const entities = Array.from({ length: count }, (_, i) => {
    const system = i % systems;
    const [kind, type] = i % 5 === 4 ? ['resource', 'database'] : ['component', 'service'];
    const near = (step: number) => {
      const other = (i + step * systems) % count;
      return `${other % 5 === 4 ? 'resource' : 'component'}:system-${other % systems}/${nameOf(other)}`;
    };
    return entity(kind, `system-${system}`, nameOf(i), {
      type,
      owner: `group:default/${TEAMS[system % TEAMS.length]}`,
      system: `system:default/system-${system}`,
      lifecycle: 'production',
      tags: [WORDS[i % WORDS.length]],
      description: `Does what a ${WORDS[i % WORDS.length]} does, number ${i}`,
      dependsOn: kind === 'component' ? [near(1), near(2), ...i % 20 === 0 ? [`component:system-0/${nameOf(0)}`] : []].filter(ref => !ref.endsWith(`/${nameOf(i)}`)) : [],
    });
  });
  return {
    folder: '.',
    documents: [],
    facts: new Map(),
    catalog: {
      labelDomain: 'platform.example.com',
      library: 'pavement 1.2.0',
      entities: [...groups, ...Array.from({ length: systems }, (_, i) => entity('system', 'default', `system-${i}`, { owner: `group:default/${TEAMS[i % TEAMS.length]}` })), ...entities],
    },
  };
}

function nameOf(i: number): string {
  return `${WORDS[i % WORDS.length]}-${i}`;
}
