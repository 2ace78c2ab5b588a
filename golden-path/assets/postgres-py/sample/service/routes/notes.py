"""Routes that use the database, to be replaced."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from service.platform.database import Database


class NewNote(BaseModel):
    """A note to be kept."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Note(BaseModel):
    """A note."""

    id: str
    text: str


def routes(database: Database) -> APIRouter:
    """The routes, with the database that they use."""
    router = APIRouter()

    @router.post("/notes", operation_id="addNote", summary="Keeps a note", status_code=201)
    async def add_note(note: NewNote) -> Note:
        async with database.connection() as connection:
            cursor = await connection.execute(
                "INSERT INTO notes (text) VALUES (%s) RETURNING id::text, text", (note.text,)
            )
            return Note.model_validate(await cursor.fetchone())

    @router.get("/notes", operation_id="listNotes", summary="The latest hundred notes")
    async def list_notes() -> list[Note]:
        async with database.connection() as connection:
            cursor = await connection.execute("SELECT id::text, text FROM notes ORDER BY notes.id DESC LIMIT 100")
            return [Note.model_validate(row) for row in await cursor.fetchall()]

    return router
