import { Document, IMAGE, synthesise } from '../synthesised';
import { partsOrSkip } from './harness/parts';
import { checkRules, RuleGroups, testRules } from './harness/promtool';
import { PlatformService } from 'pavement';

const DEPLOYMENT = 'namespace="shop",deployment="api"';
const POD = 'namespace="shop",container="api",pod="api-7d4b9c6f5d-x2x4z"';
const HPA = 'namespace="shop",horizontalpodautoscaler="api"';
const REQUESTS = 'http_server_request_duration_seconds_count{job="shop/api",pod="api-7d4b9c6f5d-x2x4z",http_response_status_code=';

/** What happens, minute by minute, and when the alert has to be heard and when not. */
interface Story {
  readonly alert: string;
  readonly about: string;
  /** Values by series, in Prometheus's notation: `3x5` is 3 at six times in a row, `0+2x5` grows by 2. */
  readonly series: Record<string, string>;
  /** Minutes at which it fires, and at which it does not. */
  readonly fires: number[];
  readonly silent: number[];
  /** Labels that come from the series. */
  readonly labels?: Record<string, string>;
}

const STORIES: Story[] = [
  {
    alert: 'ServiceDown',
    about: 'the last copy is gone for two minutes',
    series: { [`kube_deployment_status_replicas_available{${DEPLOYMENT}}`]: '3x5 0x10 3x5' },
    fires: [8, 15],
    silent: [5, 7, 18],
    labels: { namespace: 'shop', deployment: 'api' },
  },
  {
    alert: 'ServiceDown',
    about: 'another service is down',
    series: { 'kube_deployment_status_replicas_available{namespace="shop",deployment="api-gateway"}': '0x20' },
    fires: [],
    silent: [10],
  },
  {
    alert: 'CopiesMissing',
    about: 'a copy is missing for a quarter of an hour',
    series: { [`kube_deployment_status_replicas_unavailable{${DEPLOYMENT}}`]: '0x4 1x30' },
    fires: [20, 30],
    silent: [4, 19],
    labels: { namespace: 'shop', deployment: 'api' },
  },
  {
    alert: 'CopiesMissing',
    about: 'a rollout replaces copies one after the other',
    series: { [`kube_deployment_status_replicas_unavailable{${DEPLOYMENT}}`]: '1x10 0x0 1x10 0x9' },
    fires: [],
    silent: [10, 21, 30],
  },
  {
    alert: 'RolloutStuck',
    about: 'the Deployment says that it makes no progress',
    series: { [`kube_deployment_status_condition{${DEPLOYMENT},condition="Progressing",status="false"}`]: '0x4 1x10' },
    fires: [6],
    silent: [4, 5],
    labels: { namespace: 'shop', deployment: 'api', condition: 'Progressing', status: 'false' },
  },
  {
    alert: 'ContainerRestarting',
    about: 'a container restarts every minute',
    series: { [`kube_pod_container_status_restarts_total{${POD}}`]: '0+1x30' },
    fires: [10],
    silent: [2],
    labels: { namespace: 'shop', container: 'api', pod: 'api-7d4b9c6f5d-x2x4z' },
  },
  {
    alert: 'ContainerRestarting',
    about: 'a container has restarted once',
    series: { [`kube_pod_container_status_restarts_total{${POD}}`]: '0x9 1x30' },
    fires: [],
    silent: [10, 20, 30],
  },
  {
    alert: 'ContainerRestarting',
    about: 'a container of a service whose name begins alike restarts',
    series: { 'kube_pod_container_status_restarts_total{namespace="shop",container="api",pod="api-gateway-7d4b9c6f5d-x2x4z"}': '0+1x30' },
    fires: [],
    silent: [10, 30],
  },
  {
    alert: 'MemoryAlmostExhausted',
    about: 'a copy uses 95 percent of its limit',
    series: { [`container_memory_working_set_bytes{${POD}}`]: `${Math.round(0.95 * 256 * 1024 * 1024)}x30` },
    fires: [15, 30],
    silent: [14],
    labels: { pod: 'api-7d4b9c6f5d-x2x4z' },
  },
  {
    alert: 'MemoryAlmostExhausted',
    about: 'a copy uses 80 percent of its limit',
    series: { [`container_memory_working_set_bytes{${POD}}`]: `${Math.round(0.8 * 256 * 1024 * 1024)}x30` },
    fires: [],
    silent: [30],
  },
  {
    alert: 'AutoscalerAtLimit',
    about: 'all copies are needed for half an hour',
    series: { [`kube_horizontalpodautoscaler_status_current_replicas{${HPA}}`]: '9x4 10x40' },
    fires: [36],
    silent: [4, 30],
    labels: { namespace: 'shop', horizontalpodautoscaler: 'api' },
  },
  {
    alert: 'MetricsMissing',
    about: 'a copy cannot be scraped for ten minutes',
    series: { 'up{job="shop/api",namespace="shop",pod="api-7d4b9c6f5d-x2x4z"}': '1x4 0x20' },
    fires: [15],
    silent: [4, 14],
    labels: { job: 'shop/api', namespace: 'shop', pod: 'api-7d4b9c6f5d-x2x4z' },
  },
  {
    alert: 'RequestsFailing',
    about: 'one request in ten fails',
    series: { [`${REQUESTS}"500"}`]: '0+10x30', [`${REQUESTS}"200"}`]: '0+90x30' },
    fires: [10, 30],
    silent: [3],
    labels: {},
  },
  {
    alert: 'RequestsFailing',
    about: 'one request in a hundred fails',
    series: { [`${REQUESTS}"503"}`]: '0+1x30', [`${REQUESTS}"200"}`]: '0+99x30' },
    fires: [],
    silent: [10, 30],
  },
  {
    alert: 'RequestsFailing',
    about: 'clients ask for what is not there',
    series: { [`${REQUESTS}"404"}`]: '0+50x30', [`${REQUESTS}"200"}`]: '0+50x30' },
    fires: [],
    silent: [10, 30],
  },
];

(partsOrSkip('go') ? describe : describe.skip)('Prometheus', () => {
  const rules = rulesOf('prod');

  test.each(['dev', 'staging', 'prod'])('finds the rules of a service in %s well-formed, with nothing for its linter', async environment => {
    const { status, stdout, stderr } = await checkRules(rulesOf(environment));

    expect(`${status} ${stdout}${stderr}`).toMatch(/^0 .*SUCCESS: 8 rules found/s);
  }, 15 * 60 * 1000);

  test.each(STORIES.map(story => [story.alert, story.about, story] as const))('%s: %s', async (_, __, story) => {
    const { status, stdout, stderr } = await testRules(rules, [scriptOf(story)]);

    expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  });

  test('a story that does not come true is noticed', async () => {
    const [story] = STORIES;

    expect(await testRules(rules, [scriptOf({ ...story, fires: [5] })])).toMatchObject({ status: 1 });
    expect(await testRules(rules, [scriptOf({ ...story, silent: [10] })])).toMatchObject({ status: 1 });
  });

  test('every alert has a story in which it is heard, and one in which it is not', () => {
    const alerts = rules.groups[0].rules.map(rule => (rule as Document).alert);

    expect(alerts.filter(alert => !STORIES.some(story => story.alert === alert && story.fires.length > 0))).toEqual([]);
    expect(alerts.filter(alert => !STORIES.some(story => story.alert === alert && story.silent.length > 0))).toEqual([]);
  });

  function scriptOf({ alert, series, fires, silent, labels }: Story): object {
    const rule = rules.groups[0].rules.find(each => (each as Document).alert === alert) as Document;
    const expected = { exp_labels: { ...labels, ...rule.labels }, exp_annotations: rule.annotations };
    return {
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [
        ...fires.map(minute => ({ eval_time: `${minute}m`, alertname: alert, exp_alerts: [expected] })),
        ...silent.map(minute => ({ eval_time: `${minute}m`, alertname: alert, exp_alerts: [] })),
      ],
    };
  }
});

function rulesOf(environment: string): RuleGroups {
  const output = synthesise(app => void new PlatformService(app.environment(environment), 'api', { image: IMAGE }));
  return output.one(environment, 'api', 'PrometheusRule').spec;
}
