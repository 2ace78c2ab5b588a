"""A service with what the platform asks of every service: logs, `/livez`, `/readyz`, `/metrics`, `/openapi.json`."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from starlette.responses import JSONResponse, Response

from service.platform.event_loop import watch_event_loop
from service.platform.log import log, set_up_logs
from service.platform.requests import RequestLog
from service.platform.telemetry import answer_scrape, observe

Readiness = Mapping[str, Callable[[], Awaitable[object]]]


def create_service(
    *,
    title: str,
    version: str,
    readiness: Readiness | None = None,
    resources: Sequence[AbstractAsyncContextManager[object]] = (),
) -> FastAPI:
    """
    Creates a service without routes of its own.

    :param title: of its OpenAPI document, as is the version
    :param readiness: what must hold for it to take requests, by name; each raises when it does not
    :param resources: what is opened before the first request and closed after the last
    """
    set_up_logs()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(watch_event_loop())
            for resource in resources:
                await stack.enter_async_context(resource)
            yield

    service = FastAPI(title=title, version=version, lifespan=lifespan, docs_url=None, redoc_url=None)
    service.add_middleware(RequestLog)
    observe(service)

    @service.get("/livez", include_in_schema=False)
    async def livez() -> dict[str, str]:
        return {"status": "alive"}

    @service.get("/readyz", include_in_schema=False)
    async def readyz() -> JSONResponse:
        failures = [name for name, check in (readiness or {}).items() if not await _holds(name, check)]
        if failures:
            return JSONResponse({"status": "not ready", "failures": failures}, status_code=503)
        return JSONResponse({"status": "ready"})

    @service.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        return answer_scrape()

    return service


async def _holds(name: str, check: Callable[[], Awaitable[object]]) -> bool:
    try:
        await check()
    except Exception:
        log.warning("not ready", extra={"check": name}, exc_info=True)
        return False
    return True
