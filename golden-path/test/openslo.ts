/**
 * What the specification of OpenSLO v1 says of an SLO with a ratio as its indicator, as JSON Schema. The project's own schemas are not published
 * with any package, and the last that it had ask for fields that the specification does not know.
 *
 * @see https://github.com/OpenSLO/OpenSLO#slo
 */
const name = { type: 'string', pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' };
const metadata = object({ name, displayName: { type: 'string' } }, ['name']);
const metric = object({
  metricSource: object({ metricSourceRef: name, type: { type: 'string' }, spec: { type: 'object', minProperties: 1 } }, ['spec']),
}, ['metricSource']);
const duration = { type: 'string', pattern: '^[1-9][0-9]*[mhdwMQY]$' };

export const OPENSLO_SLO = object({
  apiVersion: { const: 'openslo/v1' },
  kind: { const: 'SLO' },
  metadata,
  spec: object({
    description: { type: 'string', maxLength: 1050 },
    service: name,
    indicator: object({
      metadata,
      spec: object({
        ratioMetric: {
          ...object({ counter: { type: 'boolean' }, good: metric, bad: metric, total: metric }, ['counter', 'total']),
          oneOf: [{ required: ['good'] }, { required: ['bad'] }],
        },
      }, ['ratioMetric']),
    }, ['spec']),
    budgetingMethod: { enum: ['Occurrences', 'Timeslices', 'RatioTimeslices'] },
    timeWindow: { type: 'array', minItems: 1, maxItems: 1, items: object({ duration, isRolling: { type: 'boolean' } }, ['duration', 'isRolling']) },
    objectives: {
      type: 'array',
      minItems: 1,
      items: object({ displayName: { type: 'string' }, target: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 } }, ['target']),
    },
  }, ['service', 'indicator', 'budgetingMethod', 'timeWindow', 'objectives']),
}, ['apiVersion', 'kind', 'metadata', 'spec']);

function object(properties: object, required: readonly string[]): object {
  return { type: 'object', additionalProperties: false, properties, required };
}
