import { BACKSTAGE } from './backstage';
import { CORTEX } from './cortex';
import { DATADOG } from './datadog';
import { OPSLEVEL } from './opslevel';
import { PORT } from './port';
import { Portal } from './portal';
import { SCORE } from './score';

/** Every portal that a catalog can be written for. */
export const PORTALS: readonly Portal[] = [BACKSTAGE, CORTEX, DATADOG, OPSLEVEL, PORT, SCORE];
