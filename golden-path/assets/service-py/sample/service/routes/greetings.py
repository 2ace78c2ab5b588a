"""A first route, to be replaced. What its types say is checked at run time and is the OpenAPI document."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

router = APIRouter()


class Greeting(BaseModel):
    """The greeting."""

    message: str


@router.get("/greetings/{name}", operation_id="greet", summary="Greets somebody by name")
async def greet(name: Annotated[str, Path(min_length=1, max_length=80)]) -> Greeting:
    return Greeting(message=f"Hello, {name}")
