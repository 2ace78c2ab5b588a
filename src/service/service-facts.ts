import type { ServiceEdges } from './service-edges';
import { CatalogFacts, CatalogKind, CatalogLink } from '../core/catalog-facts';

/** What a service tells the catalog: from the same edges that its network policies are made of. */
export function serviceFacts(edges: ServiceEdges): CatalogFacts {
  const { tier, apis, selector, host, alerts } = edges.spec;
  return {
    kind: CatalogKind.COMPONENT,
    type: 'service',
    tier,
    dependsOn: edges.dependencies(),
    apis,
    links: [...runbook(edges.spec.name, alerts?.runbook ?? ''), ...host === '' ? [] : [{ url: `https://${host}`, title: host, type: 'website' }]],
    podSelector: selector,
  };
}

/** Where the runbook of an alert begins: what comes before the alert's own name. */
function runbook(name: string, pattern: string): CatalogLink[] {
  const [url] = pattern.replace('{service}', name).split(/[#?&][^/]*\{alert\}|\{alert\}/);
  return url === '' ? [] : [{ url, title: 'Runbook', type: 'runbook' }];
}
