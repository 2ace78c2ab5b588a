import * as schema from './own-control.schema.json';
import { checkOf } from '../../core/check-schema';

/** Whether a control of an organisation's own is as its schema says. */
export const check = checkOf(schema);
