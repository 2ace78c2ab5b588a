import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a repository has its dashboard. */
export const DASHBOARD = 'observability/dashboard.json';

/** The queries of a dashboard. */
export function expressionsOf(repository: string): string[] {
  const { panels } = JSON.parse(readFileSync(join(repository, DASHBOARD), 'utf8')) as { panels: { targets?: { expr: string }[] }[] };
  return panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

/** The metrics that the service itself must have for its dashboard. */
export function ownMetrics(expressions: readonly string[]): string[] {
  return [...new Set(expressions.flatMap(expr => expr.match(/\b(asyncio|http|nodejs|v8js|db)_[a-z_]+(?=\{)/g) ?? []))].sort();
}

/** The labels by which queries choose series of a metric; `job` comes from the scrape. */
export function chosenBy(metric: string, expressions: readonly string[]): string[] {
  const selectors = expressions.flatMap(expr => [...expr.matchAll(new RegExp(`\\b${metric}\\{([^}]*)\\}`, 'g'))].map(([, selector]) => selector));
  return [...new Set(selectors.flatMap(selector => selector.match(/[a-z_]+(?==)/g) ?? []))].filter(label => label !== 'job').sort();
}

/** The labels by which queries tell series of the service's own metrics apart. */
export function summedBy(expressions: readonly string[]): string[] {
  const own = expressions.filter(expr => ownMetrics([expr]).length > 0);
  return [...new Set(own.flatMap(expr => [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels]) => labels.split(/, */))))].sort();
}
