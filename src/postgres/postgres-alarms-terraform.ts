import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DbEventSubscription } from '@cdktf/provider-aws/lib/db-event-subscription';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { TerraformStack } from 'cdktf';
import { databaseAlarms } from './postgres-alarms';
import { PostgresSpec } from './resolve-postgres';
import { alarmName, terraformName } from '../core/names';

/** The alarms of a database, and what RDS has to say about its instances, on the team's topic. */
export function addAlarms(stack: TerraformStack, spec: PostgresSpec, instances: DbInstance[]): void {
  const topics = spec.alarmTopic === undefined ? [] : [spec.alarmTopic];
  for (const alarm of databaseAlarms(spec)) {
    const replica = spec.replicas.indexOf(alarm.identifier);
    new CloudwatchMetricAlarm(stack, terraformName(spec.name, ...replica < 0 ? [] : [`replica${replica + 1}`], 'alarm', alarm.purpose), {
      alarmName: alarmName(alarm.identifier, alarm.purpose),
      alarmDescription: alarm.description,
      namespace: 'AWS/RDS',
      metricName: alarm.metric,
      dimensions: { DBInstanceIdentifier: alarm.identifier },
      statistic: 'Average',
      comparisonOperator: alarm.comparison,
      threshold: alarm.threshold,
      period: alarm.periodSeconds,
      evaluationPeriods: alarm.periods,
      treatMissingData: 'missing',
      actionsEnabled: true,
      alarmActions: topics,
      okActions: topics,
      tags: spec.tags,
    });
  }
  for (const topic of topics) {
    new DbEventSubscription(stack, terraformName(spec.name, 'events'), {
      name: spec.identifier,
      snsTopic: topic,
      sourceType: 'db-instance',
      sourceIds: instances.map(({ identifier }) => identifier),
      tags: spec.tags,
    });
  }
}
