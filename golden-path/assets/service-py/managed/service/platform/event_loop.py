"""How busy the event loop is: while something blocks it, every request waits."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from opentelemetry.metrics import CallbackOptions, Observation

from service.platform.telemetry import meter

_INTERVAL_SECONDS = 0.1

_worst = 0.0


def _since_last_scrape(_: CallbackOptions) -> Iterable[Observation]:
    global _worst
    worst, _worst = _worst, 0.0
    yield Observation(worst)


meter.create_observable_gauge(
    "asyncio.eventloop.delay",
    [_since_last_scrape],
    unit="s",
    description="How late the event loop was at worst since the last scrape",
)


@asynccontextmanager
async def watch_event_loop() -> AsyncIterator[None]:
    """Measures how late the event loop is, as long as the context lasts."""
    watch = asyncio.create_task(_watch())
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch() -> None:
    global _worst
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _INTERVAL_SECONDS
        await asyncio.sleep(_INTERVAL_SECONDS)
        _worst = max(_worst, loop.time() - due)
