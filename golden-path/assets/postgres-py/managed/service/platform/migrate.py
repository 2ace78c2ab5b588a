"""
Brings the schema up to date with migrations/: each file once, in order, all of it or nothing. Run as the migrator,
before the service.
"""

import os
from pathlib import Path

from yoyo import get_backend, read_migrations

from service.platform.database import password
from service.platform.log import log, set_up_logs

# no other copy migrates meanwhile, and a lock of a session goes with it; the number only has to be the same
_LOCK = 7_246_331_025


def migrate(directory: Path) -> list[str]:
    """Applies what has not been applied yet."""
    secret = password()
    if secret is not None:
        os.environ["PGPASSWORD"] = secret
    # libpq reads the rest from the environment
    backend = get_backend(f"postgresql+psycopg:///{os.environ['PGDATABASE']}")
    try:
        backend.execute(f"SELECT pg_advisory_lock({_LOCK})")
        pending = backend.to_apply(read_migrations(str(directory)))
        applied = [migration.id for migration in pending]
        backend.apply_migrations(pending)
        return applied
    finally:
        backend.connection.close()


if __name__ == "__main__":
    set_up_logs()
    log.info("migrated", extra={"applied": migrate(Path("migrations"))})
