/** What GitHub's API answers about a repository, with the fields that it has. */
export function githubAnswer(url: URL): unknown {
  const since = url.searchParams.get('since');
  const path = url.pathname.replace('/repos/shop/checkout-api', '');
  switch (path) {
    case '':
      return { id: 1, full_name: 'shop/checkout-api', html_url: 'https://github.example.com/shop/checkout-api', fork: false, created_at: '2026-03-01T08:00:00Z', owner: { login: 'shop', type: 'Organization' } };
    case '/issues':
      return (url.searchParams.has('labels') ? INCIDENTS : [...PULLS, CLOSED_ISSUE]).filter(({ updated_at: at }) => since === null || Date.parse(at) >= Date.parse(since));
    case '/pulls/1':
      return { number: 1, merged_at: '2026-03-02T12:00:00Z', merge_commit_sha: 's1', head: { sha: 'c2' }, user: { login: 'somebody', type: 'User' } };
    case '/pulls/2':
      return { number: 2, merged_at: '2026-03-03T12:00:00Z', merge_commit_sha: 'm2', head: { sha: 'c3' }, user: { login: 'renovate[bot]', type: 'Bot' } };
    case '/pulls/1/commits':
      return [commit('c1', '2026-03-02T09:00:00Z'), commit('c2', '2026-03-02T11:00:00Z')];
    case '/pulls/2/commits':
      return [commit('c3', '2026-03-03T09:00:00Z', 'Bot')];
    case '/deployments':
      return DEPLOYMENTS;
    case '/compare/s1...m2':
      return { commits: [commit('c3', '2026-03-03T09:00:00Z', 'Bot'), commit('m2', '2026-03-03T12:00:00Z')] };
    default:
      return STATUSES[path];
  }
}

function commit(sha: string, date: string, type = 'User'): Record<string, unknown> {
  return { sha, commit: { message: 'A change', author: { name: 'Somebody', email: 'somebody@example.com', date }, committer: { date } }, author: { login: 'somebody', type }, parents: [] };
}

function issue(number: number, updated: string, closed: string | null, more: object = {}) {
  return { number, title: 'Something', state: closed === null ? 'open' : 'closed', created_at: '2026-03-02T14:00:00Z', updated_at: updated, closed_at: closed, user: { login: 'somebody' }, ...more };
}

const PULLS = [
  issue(1, '2026-03-02T12:00:00Z', '2026-03-02T12:00:00Z', { pull_request: { merged_at: '2026-03-02T12:00:00Z' } }),
  issue(2, '2026-03-03T12:00:00Z', '2026-03-03T12:00:00Z', { pull_request: { merged_at: '2026-03-03T12:00:00Z' } }),
  issue(3, '2026-03-04T12:00:00Z', '2026-03-04T12:00:00Z', { pull_request: { merged_at: null } }),
];
const CLOSED_ISSUE = issue(4, '2026-03-04T13:00:00Z', '2026-03-04T13:00:00Z');
const INCIDENTS = [issue(5, '2026-03-02T15:00:00Z', '2026-03-02T15:00:00Z')];

function deployment(id: number, sha: string, environment: string): Record<string, unknown> {
  return { id, sha, ref: 'main', task: 'deploy', environment, production_environment: environment === 'live', created_at: '2026-03-02T12:30:00Z', creator: { login: 'somebody' } };
}

// the newest come first; the last one is under way
const DEPLOYMENTS = [deployment(14, 'm3', 'live'), deployment(13, 'm2', 'live'), deployment(12, 'm2', 'live'), deployment(11, 's1', 'live')];
const STATUSES: Record<string, unknown> = {
  '/deployments/11/statuses': [{ state: 'inactive', created_at: '2026-03-03T13:10:00Z' }, { state: 'success', created_at: '2026-03-02T13:00:00Z' }, { state: 'in_progress', created_at: '2026-03-02T12:50:00Z' }],
  '/deployments/12/statuses': [{ state: 'failure', created_at: '2026-03-03T12:40:00Z' }],
  '/deployments/13/statuses': [{ state: 'success', created_at: '2026-03-03T13:00:00Z' }],
  '/deployments/14/statuses': [{ state: 'in_progress', created_at: '2026-03-04T13:00:00Z' }],
};
