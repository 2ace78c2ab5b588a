import { BEGINNING, PLAYED_DAYS, organisation } from './organisation';
import { inFolder } from './scratch';
import { DAY } from '../../src/metrics/definitions/question';
import { FolderStore } from '../../src/metrics/store/folder-store';
import { runCli } from '../cli/run-cli';

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string; readonly refId: string }[] }[];
}

async function dashboardQueries(): Promise<string[]> {
  const { code, stdout } = await runCli('.', 'metrics', 'dashboard');
  expect(code).toBe(0);
  return (JSON.parse(stdout) as Dashboard).panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

test('every metric that a report has is on the dashboard, with labels that it has, and no other', async () => inFolder(async (folder) => {
  await new FolderStore(folder).append([...organisation(8, 40)]);
  const now = new Date(BEGINNING + PLAYED_DAYS * DAY).toISOString();

  const { code, stdout } = await runCli(folder, 'metrics', 'report', '--format', 'prometheus', '--log', '.', '--now', now, '--from', '2026-01-01');
  expect(code).toBe(0);
  const labels = new Map([...stdout.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)].map(([, metric, text = '']) => [metric, [...text.matchAll(/(\w+)="/g)].map(([, label]) => label)]));

  const queries = await dashboardQueries();
  expect(new Set(queries.map(query => /^\w+/.exec(query)![0]))).toEqual(new Set(labels.keys()));
  queries.forEach(query => expect(labels.get(/^\w+/.exec(query)![0])).toEqual(expect.arrayContaining([...query.matchAll(/(\w+)=~?"/g)].map(([, label]) => label))));
}));
