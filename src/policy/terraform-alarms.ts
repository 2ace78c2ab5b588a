import type { TerraformResource } from './terraform-subjects';
import { isRecord } from '../core/checks';

/** What alarms watch, and the attribute that their dimensions name it by. */
const WATCHED: Readonly<Record<string, string>> = { aws_db_instance: 'identifier' };

/** What is known of something that alarms watch. */
interface Watched {
  readonly watchedMetrics?: readonly string[];
}

/**
 * For what alarms watch: the metrics of it that some alarm is about, sorted.
 *
 * An alarm is about what its dimensions name, or refer to.
 */
export function watchedMetrics(resources: readonly TerraformResource[]): (resource: TerraformResource) => Watched {
  const metrics = new Map<string, Set<string>>();
  for (const { type, body: { dimensions, metric_name: metric }, mentions } of resources) {
    if (type === 'aws_cloudwatch_metric_alarm' && typeof metric === 'string') {
      const names = isRecord(dimensions) ? Object.values(dimensions).map(String) : [];
      const addresses = mentions.filter(({ attribute }) => attribute === 'dimensions').map(({ address }) => address);
      [...names, ...addresses].forEach(name => metrics.set(name, (metrics.get(name) ?? new Set()).add(metric)));
    }
  }
  return ({ type, address, body }) => {
    const name = WATCHED[type];
    const watched = [address, String(body[name])].flatMap(key => [...metrics.get(key) ?? []]);
    return name === undefined ? {} : { watchedMetrics: [...new Set(watched)].sort() };
  };
}
