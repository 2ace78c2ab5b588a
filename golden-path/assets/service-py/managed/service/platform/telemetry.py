"""Traces and metrics, as the platform's collector, dashboards and alerts expect them."""

import os

from fastapi import FastAPI
from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.prometheus import PrometheusMetricReader
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.view import ExplicitBucketHistogramAggregation, View
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.responses import Response

# the names that alerts and dashboards ask for
os.environ.setdefault("OTEL_SEMCONV_STABILITY_OPT_IN", "http,database")
os.environ.setdefault("OTEL_SERVICE_NAME", "__NAME__")

# seconds; what the service promises is one of them
_BOUNDARIES = (0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)

# paths that only the platform asks for: neither traced nor counted as requests
_PLATFORM_PATHS = r"//[^/]+/(livez|readyz|metrics)$"

_resource = Resource.create()
_tracing = TracerProvider(resource=_resource)
# without a collector, as on a developer's machine, spans only give logs their ids
if os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
    _tracing.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(_tracing)

_registry = CollectorRegistry()
_metering = MeterProvider(
    resource=_resource,
    metric_readers=[PrometheusMetricReader(scope_info_enabled=False, registry=_registry)],
    views=[View(instrument_name="*.duration", aggregation=ExplicitBucketHistogramAggregation(_BOUNDARIES))],
)
metrics.set_meter_provider(_metering)

tracer = trace.get_tracer("service")
meter = metrics.get_meter("service")


def observe(service: FastAPI) -> None:
    """Traces and measures every request that is not the platform's."""
    FastAPIInstrumentor.instrument_app(service, excluded_urls=_PLATFORM_PATHS, exclude_spans=["receive", "send"])


def answer_scrape() -> Response:
    """Answers a scrape of Prometheus."""
    return Response(generate_latest(_registry), media_type=CONTENT_TYPE_LATEST)


def flush_telemetry() -> None:
    """Sends what has not been sent yet."""
    _tracing.shutdown()
    _metering.shutdown()
