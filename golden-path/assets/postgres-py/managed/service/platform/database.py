"""The database: how it is reached, and what is observed of it."""

import asyncio
import os
from collections.abc import Iterable, Mapping

from opentelemetry.metrics import CallbackOptions, Observation
from psycopg import AsyncConnection
from psycopg.rows import DictRow, dict_row
from psycopg_pool import AsyncConnectionPool

from service.platform.queries import ObservedCursor
from service.platform.telemetry import meter

# connections of one copy; the platform counts with as many
_POOL_SIZE = 10

Database = AsyncConnectionPool[AsyncConnection[DictRow]]


def password(env: Mapping[str, str] = os.environ) -> str | None:
    """
    The password for a new connection; libpq reads everything else from the environment itself. It is an IAM token,
    unless `PGPASSWORD` or the file that `PGPASSFILE` names has one: then there is none to say.
    """
    if "PGPASSWORD" in env or "PGPASSFILE" in env:
        return None
    # loaded only where it is needed
    from botocore.session import Session  # noqa: PLC0415

    region = env.get("AWS_REGION")
    token: str = (
        Session()
        .create_client("rds", region_name=region)
        .generate_db_auth_token(env.get("PGHOST", ""), int(env.get("PGPORT", "5432")), env.get("PGUSER", ""), region)
    )
    return token


def create_pool() -> Database:
    """A pool that is opened with the service; connections are made when they are needed, each with its own password."""
    pool: Database = AsyncConnectionPool(
        kwargs=_options,
        min_size=0,
        max_size=_POOL_SIZE,
        timeout=float(os.environ.get("PGCONNECT_TIMEOUT", "5")),
        # one that broke while it was idle is replaced
        check=AsyncConnectionPool.check_connection,
        name=os.environ.get("PGDATABASE", "database"),
        open=False,
    )
    _observe(pool)
    return pool


async def ping(database: Database) -> None:
    """Raises when the database does not answer."""
    async with database.connection() as connection:
        await connection.execute("SELECT 1")


async def _options() -> dict[str, object]:
    # signing asks for credentials, which takes its time
    secret = await asyncio.to_thread(password)
    return {
        "autocommit": True,
        "cursor_factory": ObservedCursor,
        "row_factory": dict_row,
        **({} if secret is None else {"password": secret}),
    }


def _observe(pool: Database) -> None:
    labels = {"db.client.connection.pool.name": pool.name}

    def connections(_: CallbackOptions) -> Iterable[Observation]:
        stats = pool.get_stats()
        idle = stats.get("pool_available", 0)
        yield Observation(idle, {**labels, "db.client.connection.state": "idle"})
        yield Observation(stats.get("pool_size", 0) - idle, {**labels, "db.client.connection.state": "used"})

    def waiting(_: CallbackOptions) -> Iterable[Observation]:
        yield Observation(pool.get_stats().get("requests_waiting", 0), labels)

    meter.create_observable_up_down_counter("db.client.connection.count", [connections], unit="{connection}")
    meter.create_observable_up_down_counter("db.client.connection.pending_requests", [waiting], unit="{request}")
