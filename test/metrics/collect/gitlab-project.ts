/** What GitLab's API answers about a project, with the fields that it has. */
export function gitlabAnswer(url: URL): unknown {
  const path = url.pathname.replace('/api/v4/projects/shop%2Fcheckout-api', '');
  const after = (parameter: string, list: readonly Record<string, unknown>[], field: string) => {
    const time = url.searchParams.get(parameter);
    return list.filter(entry => time === null || Date.parse(entry[field] as string) > Date.parse(time));
  };
  switch (path) {
    case '':
      return { id: 17, name: 'checkout-api', path_with_namespace: 'shop/checkout-api', created_at: '2026-03-01T08:00:00.000Z', web_url: 'https://gitlab.example.com/shop/checkout-api', archived: false, visibility: 'internal' };
    case '/merge_requests':
      return after('updated_after', MERGE_REQUESTS, 'updated_at');
    case '/merge_requests/1/commits':
      return [commit('c2', '2026-03-02T11:00:00.000+00:00'), commit('c1', '2026-03-02T09:00:00.000+00:00')];
    case '/merge_requests/2/commits':
      return [commit('c3', '2026-03-03T09:00:00.000+00:00')];
    case '/merge_requests/3/commits':
      return [commit('c6', '2026-03-05T08:00:00.000+00:00'), commit('c5', '2026-03-05T07:00:00.000+00:00'), commit('c4', '2026-03-05T06:00:00.000+00:00')];
    case '/deployments':
      return url.searchParams.get('status') === 'success' ? after('finished_after', SUCCEEDED, 'finished_at') : after('updated_after', FAILED, 'updated_at');
    case '/repository/compare':
      return COMPARED[`${url.searchParams.get('from')}..${url.searchParams.get('to')}`];
    case '/issues':
      return after('updated_after', ISSUES, 'updated_at');
    default:
      return undefined;
  }
}

function commit(id: string, authored: string): Record<string, unknown> {
  return { id, short_id: id, title: 'A change', message: 'A change\n', author_name: 'Somebody', author_email: 'somebody@example.com', authored_date: authored, committed_date: authored, parent_ids: [] };
}

function request(iid: number, merged: string, squash: string | null, merge: string | null, sha: string): Record<string, unknown> {
  return {
    id: 100 + iid,
    iid,
    project_id: 17,
    title: 'A change',
    state: 'merged',
    created_at: '2026-03-02T08:00:00.000Z',
    updated_at: merged,
    merged_at: merged,
    target_branch: 'main',
    author: { id: 3, username: 'somebody', name: 'Somebody' },
    sha,
    squash_commit_sha: squash,
    merge_commit_sha: merge,
  };
}

// two were merged in the same second: a cursor that knows the time only would lose one
const MERGE_REQUESTS = [
  request(1, '2026-03-02T12:00:00.000Z', 's1', null, 'c2'),
  request(2, '2026-03-03T12:00:00.000Z', null, 'm2', 'c3'),
  request(3, '2026-03-05T12:00:00.000Z', null, 'm3', 'c6'),
];

function deployment(id: number, sha: string, finished: string, status = 'success'): Record<string, unknown> {
  return {
    id,
    iid: id,
    ref: 'main',
    sha,
    status,
    created_at: finished,
    updated_at: finished,
    ...status === 'success' && { finished_at: finished },
    user: { username: 'somebody' },
    environment: { id: 1, name: 'prod', external_url: 'https://shop.example.com', tier: 'production' },
    deployable: { id: 9, status, stage: 'deploy', name: 'deploy' },
  };
}

const SUCCEEDED = [
  deployment(51, 's1', '2026-03-02T13:00:00.000Z'),
  deployment(52, 'm2', '2026-03-03T13:00:00.000Z'),
  deployment(54, 'm3', '2026-03-05T13:00:00.000Z'),
];
const FAILED = [deployment(53, 'm3', '2026-03-05T12:30:00.000Z', 'failed')];

const COMPARED: Record<string, unknown> = {
  's1..m2': { commits: [commit('c3', '2026-03-03T09:00:00.000+00:00'), commit('m2', '2026-03-03T12:00:00.000+00:00')] },
  'm2..m3': { commits: [commit('c4', '2026-03-05T06:00:00.000+00:00'), commit('c5', '2026-03-05T07:00:00.000+00:00'), commit('c6', '2026-03-05T08:00:00.000+00:00'), commit('m3', '2026-03-05T12:00:00.000+00:00')] },
};

const ISSUES = [
  { iid: 7, title: 'Checkout is slow', issue_type: 'incident', state: 'closed', created_at: '2026-03-03T14:00:00.000Z', updated_at: '2026-03-03T16:00:00.000Z', closed_at: '2026-03-03T16:00:00.000Z', author: { username: 'somebody' } },
  { iid: 8, title: 'Checkout is down', issue_type: 'incident', state: 'opened', created_at: '2026-03-05T15:00:00.000Z', updated_at: '2026-03-05T15:00:00.000Z', closed_at: null, author: { username: 'somebody' } },
];
