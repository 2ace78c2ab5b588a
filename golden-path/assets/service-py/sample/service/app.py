"""The service with all its routes."""

from fastapi import FastAPI

from service.platform.application import create_service
from service.routes import greetings


def create_app() -> FastAPI:
    """The service, not listening yet."""
    app = create_service(title="__NAME__", version="1.0.0")
    app.include_router(greetings.router, prefix="/v1")
    return app
