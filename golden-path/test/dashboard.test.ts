import { Repository, emptyFolder } from './repository';

test('the dashboard shows what the service promises, and its routes; with a database, its queries too', () => {
  const plain = dashboard({ sloAvailability: 99.95, sloLatencyMs: 250 });
  const withDatabase = dashboard({ database: 'postgres' });

  expect(plain).toMatchObject({ title: 'checkout-api', uid: 'checkout-api', editable: false });
  expect(rows(plain)).toEqual(['What it promises over 28 days', 'Requests', 'Saturation']);
  expect(rows(withDatabase)).toEqual([...rows(plain), 'Database']);
  expect(JSON.stringify(plain)).toContain('/ (1 - 0.9995)');
  expect(JSON.stringify(plain)).toContain('vector(0.25)');
});

test('a service in Python has the same panels; only the event loop is measured another way', () => {
  const [ts, py] = ['platform-service-ts', 'platform-service-py'].map(type => new Repository(emptyFolder(), type).synth({ database: 'postgres' }).json('observability/dashboard.json').panels);
  const differing = ts.flatMap(({ title, targets }: any, i: number) => JSON.stringify(py[i].targets) === JSON.stringify(targets) ? [] : [title]);

  expect(py.map(({ title }: any) => title)).toEqual(ts.map(({ title }: any) => title));
  expect(differing).toEqual(['Event loop']);
});

test('every panel says what it shows, asks for it, and has a place of its own', () => {
  const panels = dashboard({ database: 'postgres' }).panels.filter(({ type }: any) => type !== 'row');

  expect(panels.length).toBe(13);
  for (const { title, description, targets, gridPos } of panels) {
    expect([title, description !== '', targets.length > 0]).toEqual([title, true, true]);
    for (const { expr } of targets) expect(expr).toMatch(/\$namespace|^vector\(/);
    expect(panels.filter((other: any) => other.gridPos.x === gridPos.x && other.gridPos.y === gridPos.y)).toHaveLength(1);
  }
});

function dashboard(options: object): any {
  return new Repository().synth(options).json('observability/dashboard.json');
}

function rows({ panels }: any): string[] {
  return panels.filter(({ type }: any) => type === 'row').map(({ title }: any) => title);
}
