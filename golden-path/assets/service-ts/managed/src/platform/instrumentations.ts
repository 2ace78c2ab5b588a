import type { Instrumentation } from '@opentelemetry/instrumentation';

/** What is observed beside HTTP. */
export function instrumentations(): Instrumentation[] {
  return [];
}
