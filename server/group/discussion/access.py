"""The doors of a room: over HTTP, and for a socket in a short transaction of its own."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from starlette.websockets import WebSocket

from server.foundation.database import Database
from server.foundation.dependencies import Db
from server.foundation.language import choosing
from server.foundation.live.log import position, read_token, resumes
from server.foundation.live.models import Room
from server.foundation.live.socket import NOT_ADMITTED, SIGN_IN_NEEDED, Admission
from server.foundation.refusals import SignInNeeded, Unreachable
from server.group.delegations.access import Viewer, door
from server.group.discussion.queries import may_read
from server.group.permissions import Actor


@door("remark.read")
def readable_room(room_id: UUID, db: Db, viewer: Viewer) -> Room:
    room = db.get(Room, room_id)
    if room is None or not may_read(viewer, room):
        raise Unreachable if viewer.signed_in else SignInNeeded
    return room


ReadableRoom = Annotated[Room, Depends(readable_room)]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who reads a room and wants to speak in it."""

    actor: Actor
    room: Room


@door("remark.post")
def speaker(request: Request, room_id: UUID, db: Db) -> Speaker:
    """Who asks, how often, and where, in one step: a full room does nothing more often.

    Whether one may speak now is a rule, and has a reason; here it is who reads at all.
    """
    actor: Actor = request.app.state.visitor(db, request)
    request.state.viewer = actor
    if not actor.signed_in:
        raise SignInNeeded
    request.app.state.limiter.count("comments", str(actor.person_id))
    request.app.state.limiter.count("comments_of_delegation", str(actor.delegation_id))
    # Locked, so that of two posts with one client id the second finds the first.
    db.get(Room, room_id, with_for_update=True)
    return Speaker(actor, readable_room(room_id, db, actor))


Speaking = Annotated[Speaker, Depends(speaker)]


@door("remark.read")
async def followed() -> None:
    """The socket's row; `admit_to` asks for it when the socket opens."""


def admit_to(socket: WebSocket, room_id: UUID, after: str) -> Admission | int:
    """Who may follow, from where; or the close code that says why not."""
    database: Database = socket.app.state.database
    with database.read() as db:
        actor = socket.app.state.visitor(db, socket)
        room = db.get(Room, room_id)
        if not actor.signed_in:
            return SIGN_IN_NEEDED
        head = position(db, room_id)
        if room is None or head is None or not may_read(actor, room):
            return NOT_ADMITTED
        token = read_token(after) if after else head
        fits = token is not None and resumes(db, room_id, token)
    language = choosing.choose(
        asked=socket.query_params.get("lang"),
        profile=actor.language,
        cookie=socket.cookies.get("lang"),
        accepted=socket.headers.get("accept-language", ""),
    )
    cursor = token.seq if token is not None and fits else None
    counted = socket.app.state.settings.limits == "on"
    visit = str(actor.visit_id) if counted and actor.visit_id else ""
    return Admission(room_id, head.seq, cursor, language, actor.delegation_code, visit)
