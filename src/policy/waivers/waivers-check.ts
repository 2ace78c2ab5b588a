import * as schema from './waivers.schema.json';
import { checkOf } from '../../core/check-schema';

/** Whether a file of waivers is as its schema says. */
export const check = checkOf(schema);
