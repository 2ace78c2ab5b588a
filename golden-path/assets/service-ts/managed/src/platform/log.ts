import { pino, stdTimeFunctions } from 'pino';
import { traceIds } from './telemetry';

/** Writes logs: one JSON object per line on standard output, with the ids of the trace that it happened in. */
export const log = pino({
  level: process.env.LOG_LEVEL ?? '__LOG_LEVEL__',
  base: { service: process.env.OTEL_SERVICE_NAME },
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  mixin: traceIds,
  redact: ['req.headers.authorization', 'req.headers.cookie'],
});
