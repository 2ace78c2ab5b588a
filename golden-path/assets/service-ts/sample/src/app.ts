import type { FastifyInstance } from 'fastify';
import { createService } from './platform/service';
import { greetings } from './routes/greetings';

/** The service with all its routes, not listening yet. */
export async function createApp(): Promise<FastifyInstance> {
  const app = await createService({ title: '__NAME__', version: '1.0.0' });
  await app.register(greetings, { prefix: '/v1' });
  return app;
}
