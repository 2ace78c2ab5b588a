import * as schema from './tightening.schema.json';
import { checkOf } from '../../core/check-schema';

/** Whether what makes a control stricter is as its schema says. */
export const check = checkOf(schema);
