import { FACTS } from './example-facts';
import { AS_WRITTEN, fileSubject, waiverSubject } from '../../src/policy/output-subjects';

test('a file is looked at under its name in the attestation', () => {
  const facts = { ...AS_WRITTEN, path: 'manifests/prod/api.k8s.yaml' };

  expect(facts).toEqual({ path: 'manifests/prod/api.k8s.yaml', attested: true, present: true, unchanged: true, link: '', effect: '', ambiguity: '', fault: '' });
  expect(fileSubject(facts, FACTS, 'Write it again.')).toEqual({
    scope: 'file',
    environment: FACTS,
    object: facts,
    variables: { environment: FACTS },
    remedy: 'Write it again.',
    target: { plane: 'output', environment: FACTS.name, file: 'manifests/prod/api.k8s.yaml', kind: 'file', name: 'api.k8s.yaml' },
  });
  expect(fileSubject({ ...facts, path: 'tfvars' }, FACTS).target.name).toBe('tfvars');
});

test('a waiver is looked at where it is written', () => {
  const facts = { id: 'WVR-2026-001', verdict: 'expired', text: 'expired on 2026-07-01' };

  expect(waiverSubject(facts, 'governance/waivers.yaml:2:5', FACTS)).toEqual({
    scope: 'waiver',
    environment: FACTS,
    object: facts,
    variables: { environment: FACTS },
    remedy: undefined,
    target: { plane: 'output', environment: FACTS.name, file: 'governance/waivers.yaml:2:5', kind: 'waiver', name: 'WVR-2026-001' },
  });
});
