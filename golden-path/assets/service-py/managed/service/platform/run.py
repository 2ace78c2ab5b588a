"""Runs a service until SIGTERM or SIGINT, and then stops it without losing a request."""

import asyncio
import os
import signal
import threading
from types import FrameType

import uvicorn
from fastapi import FastAPI

from service.platform.log import log
from service.platform.requests import Leaving
from service.platform.telemetry import flush_telemetry

# seconds from SIGTERM to the end; platform/app.ts gives the manifests the same number
_SHUTDOWN_SECONDS = float(os.environ.get("SHUTDOWN_SECONDS", "20"))

# share of them in which connections are still taken, each answer asking its client to leave
_LEAVING_SHARE = 0.25

# longer than load balancers keep theirs, so that they close a connection and not the service
_KEEP_ALIVE_SECONDS = 75


class _Server(uvicorn.Server):
    """Takes its time: clients are asked to leave, then no connection is taken any more, then what has begun is done."""

    def __init__(self, service: FastAPI, port: int) -> None:
        self._service = Leaving(service)
        self._loop: asyncio.AbstractEventLoop | None = None
        super().__init__(
            uvicorn.Config(
                self._service,
                host="0.0.0.0",
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            )
        )

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        self._loop = asyncio.get_running_loop()
        await super().startup()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # between any two instructions of the program: it does nothing itself
        if self._loop is None:
            self.should_exit = True
        else:
            self._loop.call_soon_threadsafe(self._leave, sig)

    def _leave(self, sig: int) -> None:
        if self._service.leaving:
            return
        self._service.leaving = True
        log.info("stopping", extra={"signal": signal.Signals(sig).name})
        cut_off = threading.Timer(_SHUTDOWN_SECONDS, _cut_off)
        cut_off.daemon = True
        cut_off.start()
        asyncio.get_running_loop().call_later(_SHUTDOWN_SECONDS * _LEAVING_SHARE, self._close)

    def _close(self) -> None:
        self.should_exit = True


def run(service: FastAPI, port: int | None = None) -> None:
    """Runs a service. What takes longer than the budget to stop is cut off."""
    _Server(service, port or int(os.environ.get("PORT", "__PORT__"))).run()
    flush_telemetry()
    log.info("stopped")


def _cut_off() -> None:
    log.error("did not stop in time", extra={"seconds": _SHUTDOWN_SECONDS})
    os._exit(1)
