"""Writes openapi.json, what the service answers at /openapi.json: `npx projen openapi`."""

import json
from pathlib import Path

from service.app import create_app


def openapi_document() -> str:
    """The OpenAPI document as it is written."""
    return f"{json.dumps(create_app().openapi(), indent=2, ensure_ascii=False)}\n"


if __name__ == "__main__":
    Path("openapi.json").write_text(openapi_document(), encoding="utf-8")
