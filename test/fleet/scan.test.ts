import { mkdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { OFF_PATH, ON_PATH } from './repositories';
import { runCli } from '../cli/run-cli';
import { contents, fill, scratch } from '../synth/scratch';

const NOW = ['--now', '2026-02-01T12:00:00Z'];

/** A folder with a repository on the path in a group, and one that is not. */
function fleet(): string {
  const root = scratch();
  fill(join(root, 'payments/checkout'), ON_PATH);
  fill(join(root, 'search'), OFF_PATH);
  return root;
}

async function scanned(root: string, ...args: string[]) {
  const { code, stdout, stderr } = await runCli(root, 'fleet', 'scan', ...args, ...NOW, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return (JSON.parse(stdout) as { repositories: Record<string, unknown>[] }).repositories;
}

test('says of each repository how it stands to the golden path', async () => {
  expect(await scanned(fleet(), '.')).toEqual([
    {
      path: 'payments/checkout',
      service: 'checkout-api',
      team: 'team-payments',
      onPath: { type: 'platform-service-ts', version: '1.4.0', drift: ['Dockerfile', 'ci/build.sh'] },
      library: '1.4.2',
      hatches: [{ what: 'renovate.json', reason: 'updates come from elsewhere' }, { what: 'prod/checkout-api/spec/type', reason: 'an old client' }],
      waivers: [{ control: 'K8S-08', owner: 'team-payments', expires: '2026-03-01' }],
      capabilities: { ci: { platform: 1, all: 1 }, image: { platform: 0, all: 1 } },
      unreadable: [],
    },
    {
      path: 'search',
      service: 'search-api',
      team: 'team-search',
      hatches: [],
      waivers: [],
      capabilities: { ci: { platform: 0, all: 1 }, image: { platform: 0, all: 1 } },
      unreadable: [],
    },
  ]);
});

test('tells people which versions there are, and then of each repository', async () => {
  const { stdout } = await runCli(fleet(), 'fleet', 'scan', '.', '--now', '2026-03-02T00:00:00Z');

  expect(stdout.trimEnd().split('\n').map(line => line.trimEnd())).toEqual([
    '2 repositories',
    '',
    'type                 version  repositories  with drift  with hatches  with waivers',
    '───────────────────  ───────  ────────────  ──────────  ────────────  ────────────',
    expect.stringMatching(/^platform-service-ts +1\.4\.0 +1 +1 +1 +1$/),
    expect.stringMatching(/^not on the path +– +1 +0 +0 +0$/),
    '',
    'Each of them',
    '',
    expect.stringMatching(/^service +team +version +library +drift +hatches +waivers +expired$/),
    expect.stringMatching(/^[─ ]+$/),
    expect.stringMatching(/^checkout-api +team-payments +1\.4\.0 +1\.4\.2 +2 +2 +1 +1$/),
    expect.stringMatching(/^search-api +team-search +not on the path +– +– +0 +0 +0$/),
  ]);
});

test('a list names the folders, wherever they are', async () => {
  const root = fleet();
  fill(root, { 'lists/ours.txt': '# ours\n../payments/checkout\n\n../search\n../search\n' });

  expect((await scanned(root, 'lists/ours.txt', 'search')).map(({ path }) => path)).toEqual(['payments/checkout', 'search']);
});

test('what it finds becomes events, from which adoption is computed; the same scan twice counts once', async () => {
  const root = fleet();

  for (let i = 0; i < 2; i++) {
    const { code, stderr } = await runCli(root, 'fleet', 'scan', '.', ...NOW, '--log', 'log');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '2 events recorded\n' });
  }

  const { stdout } = await runCli(root, 'metrics', 'adoption', '--log', 'log', '--json', '--now', '2026-02-02T00:00:00Z');
  const { adoption: { coverage, conformant } } = JSON.parse(stdout) as { adoption: Record<string, { part: number; of: number }> };
  expect(coverage).toMatchObject({ part: 1, of: 2 });
  expect(conformant).toMatchObject({ part: 0, of: 2 });
});

test('what cannot be read is said, and the rest is read', async () => {
  const root = scratch();
  fill(join(root, 'broken'), { ...ON_PATH, '.platform/lock.json': '{', 'catalog-info.yaml': 'a: [', 'governance/waivers.yaml': 'waivers: 1\n' });

  const [state] = await scanned(root, '.');
  expect(state).toMatchObject({ service: 'checkout-api', library: '1.4.2', waivers: [] });
  expect(state).not.toHaveProperty('onPath');
  expect(state.unreadable).toEqual([
    '.platform/lock.json: it is no JSON object',
    '[governance/waivers.yaml:1:1] waivers: waivers must be a list, got 1; correct it',
    expect.stringMatching(/^catalog-info\.yaml: /),
  ]);
});

test('a link leads nowhere, and what is installed is nobody\'s repository', async () => {
  const root = fleet();
  symlinkSync(root, join(root, 'again'));
  fill(join(root, 'tools/node_modules/thing'), ON_PATH);
  mkdirSync(join(root, 'empty'));

  expect((await scanned(root, '.')).map(({ path }) => path)).toEqual(['payments/checkout', 'search']);
});

test('it changes nothing in what it reads', async () => {
  const root = fleet();
  const before = contents(root);
  await scanned(root, '.');

  expect(contents(root)).toEqual(before);
});

test.each<[string, string[], string]>([
  ['a place that is not there', ['missing'], 'a folder or a list of folders must be there, got "'],
  ['a folder without repositories', ['search/.github'], 'there must be a repository, got "search/.github"; give a folder with clones'],
  ['a list with a folder that is not there', ['list.txt'], 'every line must be a folder, got "gone"; clone what is missing'],
  ['a time that is none', ['.', '--now', 'yesterday'], '[--now] the time must be a time, got "yesterday"; write 2026-11-24T12:00:00Z'],
])('%s is refused', async (_, args, message) => {
  const root = fleet();
  fill(root, { 'list.txt': 'search\ngone\n' });

  const { code, stdout, stderr } = await runCli(root, 'fleet', 'scan', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(message);
});
