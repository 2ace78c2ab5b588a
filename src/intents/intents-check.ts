import * as schema from './intents.schema.json';
import { checkOf } from '../core/check-schema';

/** Whether a document of intents is as its schema says. */
export const check = checkOf(schema);
