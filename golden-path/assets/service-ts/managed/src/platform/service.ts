import swagger from '@fastify/swagger';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { log } from './log';
import { answerScrape, nameRoute } from './telemetry';

/** What a service tells the platform of itself. */
export interface ServiceOptions {
  /** Title and version of its OpenAPI document. */
  readonly title: string;
  readonly version: string;
  /** What must hold for it to take requests, by name; each throws when it does not. */
  readonly readiness?: Record<string, () => Promise<unknown>>;
}

/** A service with what the platform asks of every service: logs, `/livez`, `/readyz`, `/metrics`, `/openapi.json`. */
export async function createService({ title, version, readiness = {} }: ServiceOptions): Promise<FastifyInstance> {
  const service: FastifyInstance = fastify({
    loggerInstance: log as FastifyBaseLogger,
    // a request that came in before the end is answered, not refused
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // the hook below logs a request once, when it has been answered
    logController: new LogController({ disableRequestLogging: true }),
  });
  await service.register(swagger, { openapi: { openapi: '3.1.0', info: { title, version } } });

  service.addHook('onRequest', async ({ routeOptions }) => nameRoute(routeOptions.url));
  service.addHook('onResponse', async (request, { statusCode, elapsedTime }) => {
    if (!HIDDEN.has(request.routeOptions.url ?? '')) {
      log.info(
        {
          method: request.method,
          path: request.routeOptions.url,
          status: statusCode,
          durationMs: Math.round(elapsedTime),
        },
        'request',
      );
    }
  });

  service.get('/livez', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  service.get('/readyz', { schema: { hide: true } }, async (_, reply) => {
    const failures = await failuresOf(readiness);
    reply.code(failures.length === 0 ? 200 : 503);
    return failures.length === 0 ? { status: 'ready' } : { status: 'not ready', failures };
  });
  service.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    reply.hijack();
    answerScrape(request.raw, reply.raw);
  });
  service.get('/openapi.json', { schema: { hide: true } }, async () => service.swagger());
  return service;
}

const HIDDEN = new Set(['/livez', '/readyz', '/metrics', '/openapi.json']);

async function failuresOf(readiness: Record<string, () => Promise<unknown>>): Promise<string[]> {
  const outcomes = await Promise.allSettled(Object.values(readiness).map(async (check) => check()));
  return Object.keys(readiness).filter((name, i) => {
    const outcome = outcomes[i];
    if (outcome?.status !== 'rejected') {
      return false;
    }
    log.warn({ check: name, err: outcome.reason as unknown }, 'not ready');
    return true;
  });
}
