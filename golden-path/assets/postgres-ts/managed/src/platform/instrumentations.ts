import type { Instrumentation } from '@opentelemetry/instrumentation';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';

/** What is observed beside HTTP. */
export function instrumentations(): Instrumentation[] {
  return [new PgInstrumentation({ requireParentSpan: true })];
}
