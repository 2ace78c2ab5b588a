import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { createPool } from './platform/database';
import { createService } from './platform/service';
import { greetings } from './routes/greetings';
import { notes } from './routes/notes';

/** The service with all its routes, not listening yet. */
export async function createApp(database: Pool = createPool()): Promise<FastifyInstance> {
  const app = await createService({
    title: '__NAME__',
    version: '1.0.0',
    readiness: { database: async () => database.query('SELECT 1') },
  });
  app.addHook('onClose', async () => database.end());
  await app.register(greetings, { prefix: '/v1' });
  await app.register(notes, { prefix: '/v1', database });
  return app;
}
