import { Waiver } from '../../../src/policy/waivers/waiver';

/** A valid waiver, for tests that change a part of it. */
export const WAIVER: Waiver = {
  id: 'WVR-2026-001',
  control: 'K8S-08',
  target: { environment: 'prod', kind: 'apps/Deployment', namespace: 'shop', name: 'api' },
  owner: { team: 'team-payments', contact: 'payments@example.com' },
  approvedBy: 'security@example.com',
  reason: 'The image writes beside its binary until its next version.',
  ticket: 'PAY-1234',
  created: '2026-01-01',
  expires: '2026-03-01',
  scopeHash: '0123456789abcdef',
};
