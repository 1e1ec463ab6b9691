"""What a route may ask for by naming it."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Request

from server.foundation import database, pages

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


async def request_transaction(request: Request) -> AsyncIterator[database.Db]:
    """One request, one transaction: read for a GET, write for anything else.

    The body is read before the turn to write is taken: a slow line must hold up nobody.
    """
    source: database.Database = request.app.state.database
    if request.method in SAFE:
        async with source.reading() as db:
            yield db
    else:
        if _is_form(request):
            # Kept where the page that tells of a failure finds it: nobody types twice.
            request.state.typed = await request.form()
        else:
            await request.body()
        async with source.writing() as db:
            yield db


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "")
    return kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data"))


# With the default scope the commit would come after the answer: a commit that fails would
# have been answered 200 (docs/decisions/0001).
Db = Annotated[database.Db, Depends(request_transaction, scope="function")]


async def _language(request: Request) -> str:
    return pages.language_of(request)


async def _zone(request: Request) -> str:
    return pages.zone_of(request)


Language = Annotated[str, Depends(_language)]
Zone = Annotated[str, Depends(_zone)]
