// Traces and metrics, as the platform's collector, dashboards and alerts expect them. Imported before anything that it observes.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { context, isSpanContextValid, trace } from '@opentelemetry/api';
import { getRPCMetadata } from '@opentelemetry/core';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { defaultResource, detectResources, envDetector } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { instrumentations } from './instrumentations';

// the names that alerts and dashboards ask for
process.env.OTEL_SEMCONV_STABILITY_OPT_IN ??= 'http,database';
process.env.OTEL_SERVICE_NAME ??= '__NAME__';

/** Durations whose names end with their unit, as everywhere in Prometheus; its exporter leaves the unit out. */
const DURATIONS = ['http.server.request.duration', 'http.client.request.duration', 'db.client.operation.duration'];

const resource = defaultResource().merge(detectResources({ detectors: [envDetector] }));

const tracing = new NodeTracerProvider({
  resource,
  // without a collector, as on a developer's machine, spans only give logs their ids
  spanProcessors: process.env.OTEL_EXPORTER_OTLP_ENDPOINT ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [],
});
tracing.register();

const prometheus = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
const metering = new MeterProvider({
  resource,
  readers: [prometheus],
  views: DURATIONS.map((instrumentName) => ({ instrumentName, name: `${instrumentName}.seconds` })),
});

/** Paths that only the platform asks for: neither traced nor counted as requests. */
export const PLATFORM_PATHS = ['/livez', '/readyz', '/metrics'];

registerInstrumentations({
  tracerProvider: tracing,
  meterProvider: metering,
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: ({ url = '' }) => PLATFORM_PATHS.includes(url.split('?')[0] ?? ''),
    }),
    new RuntimeNodeInstrumentation(),
    ...instrumentations(),
  ],
});

/** Answers a scrape of Prometheus. */
export function answerScrape(request: IncomingMessage, response: ServerResponse): void {
  prometheus.getMetricsRequestHandler(request, response);
}

/** Names the route of a request, so that metrics and traces are told apart by route and not by path. */
export function nameRoute(route: string | undefined): void {
  const metadata = getRPCMetadata(context.active());
  if (metadata && route) {
    metadata.route = route;
  }
}

/** The ids of the current trace, for logs; nothing outside of a request. */
export function traceIds(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

/** Sends what has not been sent yet. */
export async function flushTelemetry(): Promise<void> {
  await Promise.allSettled([tracing.shutdown(), metering.shutdown()]);
}
