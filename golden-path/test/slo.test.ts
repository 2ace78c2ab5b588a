import Ajv from 'ajv';
import { parseAllDocuments } from 'yaml';
import { OPENSLO_SLO } from './openslo';
import { Repository } from './repository';

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(OPENSLO_SLO);

test.each([90, 99, 99.95, 99.999])('the objectives of a service that promises %f % are what OpenSLO specifies', sloAvailability => {
  const slos = objectives({ sloAvailability, name: 'a'.repeat(40) });

  expect(slos).toHaveLength(2);
  for (const slo of slos) expect([validate(slo), validate.errors]).toEqual([true, null]);
});

test.each<[string, (slo: any) => void]>([
  ['a field that there is not', slo => { slo.spec.budget = 1; }],
  ['a share in percent', slo => { slo.spec.objectives[0].target = 99.9; }],
  ['both good and bad requests', slo => { slo.spec.indicator.spec.ratioMetric.good = slo.spec.indicator.spec.ratioMetric.total; }],
  ['two windows', slo => { slo.spec.timeWindow.push(slo.spec.timeWindow[0]); }],
])('an SLO with %s is none', (_, spoil) => {
  const [slo] = objectives({});
  spoil(slo);

  expect(validate(slo)).toBe(false);
});

test('alerts, dashboard and OpenSLO promise the same', () => {
  const repository = new Repository().synth({ sloAvailability: 99.95, sloLatencyMs: 250 });

  const [availability, latency] = objectives({ sloAvailability: 99.95, sloLatencyMs: 250 });
  expect(availability.spec.objectives[0].target).toBe(0.9995);
  expect(latency.spec.indicator.spec.ratioMetric.good.metricSource.spec.query).toContain('le=~"0.25([.]0)?"');
  expect(repository.read('platform/slo.ts')).toMatch(/availability: 0\.9995,[^]*latency: 0\.99,[^]*latencySeconds: 0\.25,/);
  expect(repository.read('observability/dashboard.json')).toMatch(/\(1 - 0\.9995\)/);
});

function objectives(options: object): any[] {
  return parseAllDocuments(new Repository().synth(options).read('observability/slo.yaml')).map(document => document.toJS());
}
