import { existsWith } from './terraform-relations';
import type { TerraformResource } from './terraform-subjects';
import { isRecord } from '../core/checks';

/** What alarms watch, and the attribute that their dimensions name it by. */
const WATCHED: Readonly<Record<string, string>> = { aws_db_instance: 'identifier' };

/** An alarm, by what it measures. */
interface Alarm {
  readonly metric: string;
  readonly body: Record<string, unknown>;
}

/** What is known of something that alarms watch. */
interface Watched {
  readonly watchedMetrics?: readonly string[];
}

/**
 * For what alarms watch: the metrics of it that some alarm is about, sorted.
 *
 * An alarm is about what its dimensions name, or refer to. One that Terraform may make none of watches nothing.
 */
export function watchedMetrics(resources: readonly TerraformResource[]): (resource: TerraformResource) => Watched {
  const alarms = new Map<string, Alarm[]>();
  for (const { type, body, mentions } of resources) {
    const { dimensions, metric_name: metric } = body;
    if (type === 'aws_cloudwatch_metric_alarm' && typeof metric === 'string') {
      const names = isRecord(dimensions) ? Object.values(dimensions).map(String) : [];
      const addresses = mentions.filter(({ attribute }) => attribute === 'dimensions').map(({ address }) => address);
      [...names, ...addresses].forEach(name => alarms.set(name, [...alarms.get(name) ?? [], { metric, body }]));
    }
  }
  return ({ type, address, body }) => {
    const name = WATCHED[type];
    const watching = [address, String(body[name])].flatMap(key => alarms.get(key) ?? []).filter(alarm => existsWith(alarm.body, body));
    return name === undefined ? {} : { watchedMetrics: [...new Set(watching.map(({ metric }) => metric))].sort() };
  };
}
