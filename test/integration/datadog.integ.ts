import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOrSkip } from './harness/parts';
import { pythonProgram } from './harness/python';
import { mustSucceed, runAsync } from './harness/run';
import { DATADOG } from '../../src/catalog/portals/datadog';
import { ABOUT, everything, written } from '../catalog/program';

interface DatadogEntity {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The names of the entities that the models of Datadog's own client do not take. */
async function refused(entities: readonly object[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-datadog-'));
  try {
    const file = join(folder, 'entities.json');
    writeFileSync(file, JSON.stringify(entities));
    const { python } = await pythonProgram('datadog');
    const script = join(__dirname, 'tools/datadog-entities.py');
    return JSON.parse(mustSucceed('datadog-entities', await runAsync(python, [script, file])).stdout) as string[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

(partsOrSkip('python3') ? describe : describe.skip)('the client of Datadog, which is made from its published API', () => {
  // the published schemas are ahead of the client: custom kinds, and what an API is part of
  test('takes every entity that is written for it, as far as it knows them', async () => {
    const { catalog } = written(everything, ABOUT);
    const entities = DATADOG.emit(catalog).files.flatMap(({ documents }) => documents as DatadogEntity[]);
    const known = entities.filter(({ kind }) => !kind.startsWith('custom.')).map((entity) => {
      const { componentOf, ...spec } = entity.spec;
      return { ...entity, spec: entity.kind === 'api' ? spec : entity.spec };
    });

    expect([...new Set(known.map(({ kind }) => kind))].sort()).toEqual(['api', 'datastore', 'service', 'system']);
    expect(await refused(known)).toEqual([]);
  });

  test.each([
    ['an unknown field', { kind: 'service', metadata: { name: 'a' }, spec: { nonsense: ['x'] } }],
    ['an unknown field of the metadata', { kind: 'service', metadata: { name: 'a', nonsense: 'x' } }],
    ['a value of another type', { kind: 'service', metadata: { name: 'a', owner: 3 } }],
    ['an unknown kind', { kind: 'group', metadata: { name: 'a' } }],
  ])('refuses %s', async (_, entity) => {
    expect(await refused([{ apiVersion: 'v3', ...entity }])).toEqual(['a']);
  });
});
