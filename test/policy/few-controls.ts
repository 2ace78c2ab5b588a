import { WAIVABLE } from './waivable';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { Control } from '../../src/policy/control';

/** Three controls of the library, so that a test finds what it is about and nothing else, and one that can be waived. */
export const CONTROLS: readonly Control[] = [...BUILT_IN_CONTROLS.filter(({ id }) => ['AWS-03', 'GOV-03', 'K8S-01'].includes(id)), WAIVABLE];
