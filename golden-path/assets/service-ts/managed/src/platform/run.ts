import type { FastifyInstance } from 'fastify';
import { log } from './log';
import { flushTelemetry } from './telemetry';

/** Seconds from SIGTERM to the end; platform/app.ts gives the manifests the same number. */
const SHUTDOWN_SECONDS = Number(process.env.SHUTDOWN_SECONDS ?? 20);

/** Share of them in which connections are still taken, each answer asking its client to leave. */
const LEAVING_SHARE = 0.25;

/**
 * Runs a service until SIGTERM or SIGINT, and then stops it without losing a request: clients are asked to leave while everything is
 * still answered, then no connection is taken any more, then what has begun is finished. What takes longer than the budget is cut off.
 */
export async function run(service: FastifyInstance, port = Number(process.env.PORT ?? 8080)): Promise<void> {
  let leaving = false;
  service.addHook('onSend', async (_, reply) => {
    if (leaving) {
      reply.header('connection', 'close');
    }
  });
  await service.listen({ host: '0.0.0.0', port });

  const stop = async (signal: string): Promise<void> => {
    if (leaving) {
      return;
    }
    leaving = true;
    log.info({ signal }, 'stopping');
    const cutOff = setTimeout(() => {
      log.error({ seconds: SHUTDOWN_SECONDS }, 'did not stop in time');
      process.exit(1);
    }, SHUTDOWN_SECONDS * 1000);
    await new Promise((resolve) => setTimeout(resolve, SHUTDOWN_SECONDS * LEAVING_SHARE * 1000));
    await service.close();
    await flushTelemetry();
    clearTimeout(cutOff);
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => {
      stop(signal).catch((err: unknown) => {
        log.error({ err }, 'stopping failed');
        process.exit(1);
      });
    });
  }
}
