import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiServer } from './api-server';
import { githubAnswer } from './github-repository';
import { gitlabAnswer } from './gitlab-project';
import { run } from '../../../src/cli/program';
import { CdEvent } from '../../../src/metrics/events/event';
import { inFolder } from '../scratch';

const TOKEN = 'glpat-very-secret';
const GITLAB = ['gitlab', 'shop/checkout-api', '--service', 'checkout-api', '--team', 'team-payments'];
const GITHUB = ['github', 'shop/checkout-api', '--service', 'checkout-api'];

/** Runs `pavement metrics collect` with tokens in the environment. */
async function collect(cwd: string, ...args: string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const write = (text: string) => { said += text; };
  const code = await run(['metrics', 'collect', ...args, '--log', 'log', '--now', '2026-03-06T00:00:00Z'], {
    cwd, env: { GITLAB_TOKEN: TOKEN, GITHUB_TOKEN: TOKEN, ARGOCD_TOKEN: TOKEN }, stdout: { write }, stderr: { write },
  });
  return { code, said };
}

function logOf(folder: string): CdEvent[] {
  return readdirSync(join(folder, 'log')).sort().flatMap(name => readFileSync(join(folder, 'log', name), 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as CdEvent));
}

/** What a log says happened, a line each. */
function happened(folder: string): string[] {
  return logOf(folder).map(({ context: { type, timestamp }, subject, customData = {} }) => [
    timestamp.slice(0, 16), type.split('.').slice(2, 4).join('.'), subject.id,
    ...customData.outcome === undefined ? [] : [customData.outcome as string],
    ...customData.baseSha === undefined ? [] : [`after ${customData.baseSha as string}`],
    ...customData.commits === undefined ? [] : [(customData.commits as (string | { sha: string })[]).map(commit => typeof commit === 'string' ? commit : commit.sha).join(',')],
  ].join(' '));
}

async function withServer(answer: (url: URL) => unknown, work: (server: ApiServer, folder: string) => Promise<void>): Promise<void> {
  const server = await new ApiServer(answer).start();
  try {
    await inFolder(async folder => work(server, folder));
  } finally {
    await server.stop();
  }
}

const FROM_GITLAB = [
  '2026-03-01T08:00 repository.created shop/checkout-api',
  '2026-03-02T12:00 change.merged 1 s1,c2,c1',
  '2026-03-03T12:00 change.merged 2 m2,c3',
  '2026-03-05T12:00 change.merged 3 m3,c6,c5,c4',
  '2026-03-02T13:00 service.deployed checkout-api s1',
  '2026-03-03T13:00 service.deployed checkout-api after s1 c3,m2',
  '2026-03-05T13:00 service.deployed checkout-api after m2 c4,c5,c6,m3',
  '2026-03-05T12:30 service.deployed checkout-api failure',
  '2026-03-03T14:00 incident.detected shop/checkout-api#7',
  '2026-03-03T16:00 incident.resolved shop/checkout-api#7',
  '2026-03-05T15:00 incident.detected shop/checkout-api#8',
];

test('collects what GitLab knows, page by page', async () => withServer(gitlabAnswer, async (server, folder) => {
  expect(await collect(folder, ...GITLAB, '--url', server.url)).toEqual({ code: 0, said: `11 events from gitlab ${server.url} shop/checkout-api checkout-api\n` });
  expect(happened(folder).filter(line => !line.includes('collection'))).toEqual(FROM_GITLAB);
  expect(server.asked.filter(url => url.includes('page=2'))).not.toEqual([]);
}));

test('asks GitLab for what is new only, and collects nothing twice', async () => withServer(gitlabAnswer, async (server, folder) => {
  await collect(folder, ...GITLAB, '--url', server.url, '--cursor', 'cursor.json');
  const asked = server.asked.length;

  expect((await collect(folder, ...GITLAB, '--url', server.url, '--cursor', 'cursor.json')).said).toContain('0 events');
  expect(server.asked.slice(asked).filter(url => url.includes('merge_requests?'))).toEqual([expect.stringContaining('updated_after=2026-03-05T11%3A59%3A59')]);
  expect(happened(folder).filter(line => !line.includes('collection'))).toEqual(FROM_GITLAB);
}));

test.each([
  'merge_requests/2/commits', 'merge_requests/3/commits', 'repository/compare', 'deployments', 'issues',
])('goes on where it stopped, without loss and without anything twice, when %s breaks', async what => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set(`/api/v4/projects/shop%2Fcheckout-api/${what}`, [{ status: 404, body: {} }]);
  const first = await collect(folder, ...GITLAB, '--url', server.url, '--cursor', 'cursor.json');
  expect(first).toEqual({ code: 2, said: expect.stringContaining('the API must answer, got "404 Not Found"') as string });

  expect((await collect(folder, ...GITLAB, '--url', server.url, '--cursor', 'cursor.json')).code).toBe(0);
  expect(happened(folder).filter(line => !line.includes('collection')).sort()).toEqual([...FROM_GITLAB].sort());
}));

test('waits for a limit to pass and tries again what may go away', async () => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set('/api/v4/projects/shop%2Fcheckout-api/merge_requests', [{ status: 429, headers: { 'retry-after': '0' }, body: {} }, { status: 503, body: 'busy' }]);

  expect((await collect(folder, ...GITLAB, '--url', server.url)).code).toBe(0);
  expect(happened(folder).filter(line => !line.includes('collection'))).toEqual(FROM_GITLAB);
}));

test('does not wait for a limit that passes in more than an hour', async () => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set('/api/v4/projects/shop%2Fcheckout-api', [{ status: 429, headers: { 'retry-after': '7200' }, body: {} }]);

  expect(await collect(folder, ...GITLAB, '--url', server.url)).toEqual({ code: 2, said: expect.stringContaining('got "429 Too Many Requests"') as string });
}));

test('sends the token, shows it nowhere, and keeps nobody\'s name', async () => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set('/api/v4/projects/shop%2Fcheckout-api/issues', [{ status: 401, body: {} }]);
  const { said } = await collect(folder, ...GITLAB, '--url', server.url, '--cursor', 'cursor.json');

  expect(new Set(server.headers.map(headers => headers['private-token']))).toEqual(new Set([TOKEN]));
  expect(said).toContain('check the token in the environment');
  const written = [said, JSON.stringify(logOf(folder)), readFileSync(join(folder, 'cursor.json'), 'utf8')].join('\n');
  expect(written).not.toMatch(/very-secret|somebody|Somebody|Checkout is/);
}));

test('does not follow a page to another host with a token', async () => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set('/api/v4/projects/shop%2Fcheckout-api/merge_requests', [{ headers: { link: '<http://elsewhere.example.com/page2>; rel="next"' }, body: [] }]);

  expect(await collect(folder, ...GITLAB, '--url', server.url)).toEqual({ code: 2, said: expect.stringContaining('the next page must be at the same host, got "elsewhere.example.com"') as string });
}));

test('says so where a page to sign in answers in place of the API', async () => withServer(gitlabAnswer, async (server, folder) => {
  server.before.set('/api/v4/projects/shop%2Fcheckout-api', [{ headers: { 'content-type': 'text/html' }, body: '<html>' }]);

  expect((await collect(folder, ...GITLAB, '--url', server.url)).said).toContain('the API must answer with JSON, got "text/html"');
}));

test('collects what GitHub knows: merged by whom or what, deployed with every status, and waits for what is under way', async () => withServer(githubAnswer, async (server, folder) => {
  await collect(folder, ...GITHUB, '--url', server.url, '--cursor', 'cursor.json');

  expect(happened(folder).filter(line => !line.includes('collection'))).toEqual([
    '2026-03-01T08:00 repository.created shop/checkout-api',
    '2026-03-02T12:00 change.merged 1 s1,c2,c1',
    '2026-03-03T12:00 change.merged 2 m2,c3',
    '2026-03-02T13:00 service.deployed checkout-api s1',
    '2026-03-03T12:40 service.deployed checkout-api failure m2',
    '2026-03-03T13:00 service.deployed checkout-api after s1 c3,m2',
    '2026-03-02T14:00 incident.detected shop/checkout-api#5',
    '2026-03-02T15:00 incident.resolved shop/checkout-api#5',
  ]);
  expect(logOf(folder).find(({ subject }) => subject.id === '2')!.customData!.bot).toBe(true);
  expect((await collect(folder, ...GITHUB, '--url', server.url, '--cursor', 'cursor.json')).said).toContain('0 events');
}));

test('GitHub\'s own words for a limit are understood', async () => withServer(githubAnswer, async (server, folder) => {
  server.before.set('/repos/shop/checkout-api/deployments', [{ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, body: { message: 'API rate limit exceeded' } }]);

  expect((await collect(folder, ...GITHUB, '--url', server.url)).code).toBe(0);
}));

/** An application of Argo CD. */
function application(health: string, history: object[], transition = '2026-03-02T13:05:00Z', sync = 'Synced') {
  return {
    metadata: { name: 'checkout-api-prod', namespace: 'argocd', labels: { 'app.kubernetes.io/name': 'checkout-api', 'environment': 'prod', 'team': 'team-payments' } },
    spec: { project: 'default', source: { repoURL: 'https://git.example.com/shop/checkout-api', path: 'deploy/k8s/prod' }, destination: { namespace: 'checkout', server: 'https://kubernetes.default.svc' } },
    status: { sync: { status: sync, revision: 'r2' }, health: { status: health, lastTransitionTime: transition }, history },
  };
}

test('Argo CD: what is healthy counts from then, what is under way waits, what was replaced is not known to have been healthy', async () => {
  const first = { id: 0, revision: 'r1', deployedAt: '2026-03-01T13:00:00Z', deployStartedAt: '2026-03-01T12:59:00Z' };
  const second = { id: 1, revision: 'r2', deployedAt: '2026-03-02T13:00:00Z', deployStartedAt: '2026-03-02T12:59:00Z' };
  const third = { id: 2, revision: 'r3', deployedAt: '2026-03-03T13:00:00Z', deployStartedAt: '2026-03-03T12:59:00Z' };
  let items: object[] = [application('Progressing', [first, second])];
  await withServer(() => ({ metadata: {}, items }), async (server, folder) => {
    const ask = async () => collect(folder, 'argocd', server.url, '--cursor', 'cursor.json');
    const told = () => logOf(folder).filter(({ context }) => context.type.includes('deployed'))
      .map(({ subject, customData }) => [subject.id, (subject.content.environment as { id: string }).id, customData!.healthyAt ?? customData!.outcome ?? 'not known']);
    await ask();
    expect(told()).toEqual([['checkout-api', 'prod', 'not known']]);
    items = [application('Healthy', [first, second])];
    await ask();
    await ask();
    expect(told().slice(1)).toEqual([['checkout-api', 'prod', '2026-03-02T13:05:00Z']]);
    items = [application('Degraded', [first, second, third])];
    await ask();
    expect(told().slice(2)).toEqual([['checkout-api', 'prod', 'failure']]);
    expect(server.headers[0].authorization).toBe(`Bearer ${TOKEN}`);
  });
});

test('collects incidents that any tool writes, and names a line that is none', async () => inFolder(async (folder) => {
  writeFileSync(join(folder, 'incidents.ndjson'), [
    { id: 'OPS-1', service: 'checkout-api', environment: 'prod', startedAt: '2026-03-01T10:00:00Z', resolvedAt: '2026-03-01T11:00:00Z', external: true },
    { id: 'OPS-2', environment: 'prod', startedAt: '2026-03-02T10:00:00Z', deployments: ['d1'] },
  ].map(incident => JSON.stringify(incident)).join('\n'));
  writeFileSync(join(folder, 'broken.ndjson'), '{"id": "OPS-3", "environment": "prod"}\n');

  expect(await collect(folder, 'incidents', 'incidents.ndjson')).toEqual({ code: 0, said: '3 events from incidents\n' });
  expect(happened(folder)).toEqual(['2026-03-01T10:00 incident.detected OPS-1', '2026-03-01T11:00 incident.resolved OPS-1', '2026-03-02T10:00 incident.detected OPS-2', '2026-03-06T00:00 pavement-collection.finished incidents']);
  expect(await collect(folder, 'incidents', 'broken.ndjson')).toEqual({
    code: 2, said: expect.stringContaining('[broken.ndjson] an incident must have id, environment and startedAt or resolvedAt') as string,
  });
}));

test('collects alerts as Alertmanager sends them; an alert without an environment is no incident', async () => inFolder(async (folder) => {
  const alert = (fingerprint: string, labels: object, status = 'firing') => ({
    status,
    labels: { alertname: 'HighErrorRate', severity: 'critical', ...labels },
    annotations: { summary: 'Errors' },
    startsAt: '2026-03-01T10:00:00.123Z',
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : '2026-03-01T11:00:00Z',
    generatorURL: 'http://prometheus.example.com/graph',
    fingerprint,
  });
  const sent = (status: string, alerts: object[]) => JSON.stringify({
    version: '4', groupKey: '{}:{alertname="HighErrorRate"}', truncatedAlerts: 0, status, receiver: 'pavement', groupLabels: {}, commonLabels: {}, commonAnnotations: {}, externalURL: 'http://alertmanager.example.com', alerts,
  });
  writeFileSync(join(folder, 'alerts.ndjson'), [
    sent('firing', [alert('f1', { service: 'checkout-api', environment: 'prod' }), alert('f2', {})]),
    sent('resolved', [alert('f1', { service: 'checkout-api', environment: 'prod' }, 'resolved')]),
  ].join('\n'));
  await collect(folder, 'alertmanager', 'alerts.ndjson');

  // the alert is told of twice and is one incident: what is said twice has one id
  expect(new Set(happened(folder).filter(line => line.includes('incident')))).toEqual(new Set([
    '2026-03-01T10:00 incident.detected f1 2026-03-01T10:00:00.123Z', '2026-03-01T11:00 incident.resolved f1 2026-03-01T10:00:00.123Z',
  ]));
  expect(new Set(logOf(folder).map(({ context }) => context.id)).size).toBe(3);
}));
