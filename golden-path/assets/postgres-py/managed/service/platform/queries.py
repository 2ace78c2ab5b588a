"""What is observed of queries: how long each takes, and where in a trace it was."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Self

from opentelemetry import trace
from psycopg import AsyncCursor
from psycopg.rows import DictRow
from psycopg.sql import Composable

from service.platform.telemetry import meter, tracer

_durations = meter.create_histogram(
    "db.client.operation.duration", unit="s", description="Duration of database client operations"
)


class ObservedCursor(AsyncCursor[DictRow]):
    """A cursor whose queries are measured, and traced within a request."""

    async def execute(self, query: Any, *args: Any, **options: Any) -> Self:
        with self._observed(query):
            return await super().execute(query, *args, **options)

    async def executemany(self, query: Any, *args: Any, **options: Any) -> None:
        with self._observed(query):
            await super().executemany(query, *args, **options)

    @contextmanager
    def _observed(self, query: Any) -> Iterator[None]:
        text = self._text(query).strip()
        if text == "":
            # asks only whether the connection is alive
            yield
            return
        operation = text.split(maxsplit=1)[0].upper()
        labels = {
            "db.system.name": "postgresql",
            "db.namespace": os.environ.get("PGDATABASE", ""),
            "db.operation.name": operation,
            "server.address": os.environ.get("PGHOST", ""),
        }
        # what was composed has values in it
        shown = {"db.query.text": text} if isinstance(query, str) else {}
        span = (
            tracer.start_span(operation, kind=trace.SpanKind.CLIENT, attributes={**labels, **shown})
            if trace.get_current_span().is_recording()
            else trace.INVALID_SPAN
        )
        begin = perf_counter()
        try:
            with trace.use_span(span, end_on_exit=True):
                yield
        except Exception as error:
            labels["error.type"] = type(error).__name__
            raise
        finally:
            _durations.record(perf_counter() - begin, labels)

    def _text(self, query: Any) -> str:
        if isinstance(query, Composable):
            return query.as_string(self)
        return query.decode() if isinstance(query, bytes) else str(query)
