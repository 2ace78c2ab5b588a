from pathlib import Path

from service.platform.openapi import openapi_document


def test_openapi_json_is_what_the_routes_say() -> None:
    """`npx projen openapi` writes it."""
    assert Path("openapi.json").read_text(encoding="utf-8") == openapi_document()
