import pytest

from service.platform.database import password

CONTRACT = {
    "PGHOST": "db.example.com",
    "PGPORT": "15432",
    "PGDATABASE": "orders",
    "PGUSER": "orders_app",
    "AWS_REGION": "eu-central-1",
}


def test_leaves_a_password_to_libpq() -> None:
    assert password({**CONTRACT, "PGPASSWORD": "secret"}) is None


def test_leaves_the_password_file_to_libpq() -> None:
    assert password({**CONTRACT, "PGPASSFILE": "/run/database/pgpass"}) is None


def test_signs_in_with_iam_everywhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    token = password(CONTRACT)

    assert token is not None
    assert token.startswith("db.example.com:15432/?Action=connect&DBUser=orders_app&")
