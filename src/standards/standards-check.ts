import * as schema from './standards.schema.json';
import { checkOf } from '../core/check-schema';

/** Whether standards are as their schema says. */
export const check = checkOf(schema);
