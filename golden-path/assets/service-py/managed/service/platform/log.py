"""Writes logs: one JSON object per line on standard output, with the ids of the trace that it happened in."""

import logging
import os
import sys
from types import TracebackType
from typing import Any

from opentelemetry import trace
from pythonjsonlogger.json import JsonFormatter

log = logging.getLogger("service")

# the words that the rest of the platform's logs use
_LEVELS = {"WARNING": "warn", "CRITICAL": "fatal"}


class _Formatter(JsonFormatter):
    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        level = str(log_data["level"])
        log_data["level"] = _LEVELS.get(level, level.lower())
        # uvicorn says some things twice, once for terminals
        log_data.pop("color_message", None)
        span = trace.get_current_span().get_span_context()
        if span.is_valid:
            log_data["trace_id"] = trace.format_trace_id(span.trace_id)
            log_data["span_id"] = trace.format_span_id(span.span_id)
        return log_data


def set_up_logs() -> None:
    """Everything that is logged goes the same way, that of libraries and of the end of the program included."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        _Formatter(
            ["levelname", "message"],
            rename_fields={"levelname": "level", "message": "msg", "exc_info": "err"},
            static_fields={"service": os.environ.get("OTEL_SERVICE_NAME", "__NAME__")},
            timestamp="time",
        )
    )
    logging.basicConfig(
        handlers=[handler],
        level=os.environ.get("LOG_LEVEL", "__LOG_LEVEL__").upper(),
        force=True,
    )
    # the routes' own log says when a request has been answered
    logging.getLogger("uvicorn.access").disabled = True
    sys.excepthook = _log_end


def _log_end(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    log.critical("ended by an error", exc_info=(kind, error, traceback))
