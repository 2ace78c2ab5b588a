import { Control } from '../../src/policy/control';

/** A control that can be waived, and of which a program can have as many findings as it likes. */
export const WAIVABLE: Control = {
  id: 'TEST-01',
  title: 'Nothing is legacy',
  severity: 'high',
  waivable: true,
  reason: 'What is legacy is looked after by nobody.',
  remedy: 'Remove the annotation.',
  sources: {},
  rules: [{
    on: 'object',
    kinds: ['ConfigMap', 'apps/Deployment'],
    must: 'an object must not be legacy',
    expression: '!("legacy" in object.?metadata.?annotations.orValue({}))',
    got: 'object.metadata.annotations.legacy',
  }],
};
