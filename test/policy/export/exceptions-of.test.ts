import { exceptionsOf } from '../../../src/policy/export/exceptions-of';
import { WAIVER } from '../waivers/example-waiver';

test('a waiver is an exception in its environment until the day after its last', () => {
  expect(exceptionsOf([WAIVER, { ...WAIVER, id: 'WVR-2026-002', target: { environment: 'dev', kind: 'Namespace', name: 'shop' }, expires: '2026-12-31' }])).toEqual([
    { waiver: 'WVR-2026-001', control: 'K8S-08', environments: ['prod'], kind: 'apps/Deployment', namespace: 'shop', name: 'api', until: '2026-03-02T00:00:00Z' },
    { waiver: 'WVR-2026-002', control: 'K8S-08', environments: ['dev'], kind: 'Namespace', namespace: '', name: 'shop', until: '2027-01-01T00:00:00Z' },
  ]);
});

test('one that is for no environment is for nothing that a cluster could tell', () => {
  expect(exceptionsOf([{ ...WAIVER, target: { kind: 'Namespace', name: 'shop' } }])).toEqual([]);
});
