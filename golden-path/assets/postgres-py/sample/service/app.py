"""The service with all its routes."""

from fastapi import FastAPI

from service.platform.application import create_service
from service.platform.database import Database, create_pool, ping
from service.routes import greetings, notes


def create_app(database: Database | None = None) -> FastAPI:
    """The service, not listening yet."""
    pool = database or create_pool()
    app = create_service(
        title="__NAME__",
        version="1.0.0",
        readiness={"database": lambda: ping(pool)},
        resources=[pool],
    )
    app.include_router(greetings.router, prefix="/v1")
    app.include_router(notes.routes(pool), prefix="/v1")
    return app
