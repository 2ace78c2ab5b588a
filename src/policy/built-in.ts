import { Control } from './control';
import * as bundle from './controls.json';

/** The controls of the library, in the order of their ids; each is a file in `controls/`. */
export const BUILT_IN_CONTROLS = bundle.controls as unknown as readonly Control[];
