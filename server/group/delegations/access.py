"""Who asks, and the doors: each route names one row of the permission table through these."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency
from starlette.concurrency import run_in_threadpool

from server.foundation.dependencies import Db
from server.foundation.refusals import SignInNeeded
from server.group.permissions import Actor, Facts, admit

Opens = TypeVar("Opens")


async def _viewer(request: Request, db: Db) -> Actor:
    visitor = request.app.state.visitor
    # One indexed row of a local file costs less than the way to a thread and back.
    actor: Actor = (
        visitor(db, request) if db.at_hand else await run_in_threadpool(visitor, db, request)
    )
    request.state.viewer = actor
    return actor


Viewer = Annotated[Actor, Depends(_viewer)]


async def _member(viewer: Viewer) -> Actor:
    if not viewer.signed_in:
        raise SignInNeeded
    return viewer


Member = Annotated[Actor, Depends(_member)]


def door(action: str) -> Callable[[Opens], Opens]:
    """Marks the dependency that admits to an object by the rows of this action."""

    def mark(opens: Opens) -> Opens:
        opens.row = action  # type: ignore[attr-defined]
        return opens

    return mark


def permit(action: str, state: str = "any") -> Dependency:
    """A dependency for what concerns no object yet, such as creating one for oneself."""

    @door(action)
    async def permitted(viewer: Viewer) -> None:
        own = Facts(delegation_id=viewer.delegation_id, author_id=viewer.person_id)
        admit(viewer, action, state, own)

    return Dependency(permitted)


def public(reason: str) -> Dependency:
    """A dependency that says why a route asks nobody who they are."""

    @door(f"public: {reason}")
    async def open_to_all() -> None:
        return None

    return Dependency(open_to_all)


def listing(action: str) -> Dependency:
    """For a page that lists: its queries filter by `visible` on the rows of this action."""

    @door(action)
    async def filtered() -> None:
        return None

    return Dependency(filtered)


def limited(what: str) -> Dependency:
    """A dependency that counts this act of this person, or address, or of their delegation."""
    together = what.endswith("_of_delegation")

    async def counted(request: Request, viewer: Viewer) -> None:
        address = request.client.host if request.client else ""
        whom = viewer.delegation_id if together else viewer.person_id
        request.app.state.limiter.count(what, str(whom or address))

    return Dependency(counted)


def limited_by_address(what: str) -> Dependency:
    """The same where nobody is known yet, and where no transaction may be open."""

    async def counted(request: Request) -> None:
        request.app.state.limiter.count(what, request.client.host if request.client else "")

    return Dependency(counted)
