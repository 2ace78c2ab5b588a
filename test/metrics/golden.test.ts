import { join } from 'path';
import { inFolder } from './scratch';
import { eventProblems } from '../../src/metrics/events/validate-event';
import { GOLDEN_CASES } from '../../src/metrics/golden/golden-cases';
import { replay } from '../../src/metrics/golden/replay';
import { FolderStore } from '../../src/metrics/store/folder-store';

describe.each(GOLDEN_CASES.map(golden => [golden.id, golden] as const))('%s', (_, golden) => {
  test('has events that the published schemas accept', () => {
    expect(golden.events.flatMap(eventProblems)).toEqual([]);
  });

  test(`comes out as it was worked out: ${golden.says}`, async () => inFolder(async folder => {
    const store = new FolderStore(join(folder, 'log'));
    await store.append(golden.events);

    expect(await replay(golden, store)).toEqual([]);
  }));

  test('has an answer that could come out differently', async () => inFolder(async folder => {
    const store = new FolderStore(join(folder, 'log'));
    await store.append(golden.events);
    const wrong = { ...golden, answers: golden.answers.map(answer => ({ ...answer, is: Object.fromEntries(Object.keys(answer.is).map(path => [path, 'something else'])) })) };

    expect(await replay(wrong, store)).toHaveLength(golden.answers.flatMap(({ is }) => Object.keys(is)).length);
  }));
});
