"""What happens around every request."""

import logging
from time import perf_counter

from opentelemetry import trace
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.platform.log import log

HIDDEN = ("/livez", "/readyz", "/metrics", "/openapi.json")


class RequestLog:
    """Logs a request once, when it has been answered; one that the service fails to answer is answered with 500."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in HIDDEN:
            await self._app(scope, receive, send)
            return
        begin = perf_counter()
        status: int | None = None

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        failure: Exception | None = None
        try:
            await self._app(scope, receive, note)
        except Exception as error:
            failure = error
            trace.get_current_span().record_exception(error)
            if status is not None:
                # too late for an answer
                raise
            await JSONResponse({"detail": "Internal Server Error"}, status_code=500)(scope, receive, note)
        finally:
            log.log(
                logging.ERROR if failure else logging.INFO,
                "request",
                extra={
                    "method": scope["method"],
                    "path": _route(scope),
                    "status": status,
                    "durationMs": round((perf_counter() - begin) * 1000),
                },
                exc_info=failure,
            )


def _route(scope: Scope) -> str | None:
    # with the prefixes of its routers, where there is a span
    attributes = getattr(trace.get_current_span(), "attributes", None) or {}
    return attributes.get("http.route") or getattr(scope.get("route"), "path", None)


class Leaving:
    """Asks clients to leave, once it has been told to: each answer is the last of its connection."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.leaving = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def ask(message: Message) -> None:
            if self.leaving and message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"connection", b"close")]
            await send(message)

        await self._app(scope, receive, ask)
