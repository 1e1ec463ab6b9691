"""Speaking over HTTP, listening over a socket, or asking again every few seconds."""

from uuid import UUID

from fastapi import APIRouter, Depends, Request, WebSocket
from fastapi.responses import HTMLResponse, JSONResponse, Response
from uuid_utils.compat import uuid7

from server.foundation.dependencies import Db, Language
from server.foundation.forms import Typed, again
from server.foundation.live.log import position, read_token, resumes, token_at
from server.foundation.live.socket import follow
from server.foundation.pages import piece, redirect, wants_json
from server.group.discussion.access import ReadableRoom, Speaking, admit_to, followed
from server.group.discussion.actions import Posted, remark_on
from server.group.discussion.forms import RemarkForm
from server.group.discussion.queries import remarks_after

router = APIRouter(prefix="/rooms/{room_id}")
POSITION = "X-Room-Position"


@router.post("/remarks")
def post_remark(request: Request, db: Db, speaking: Speaking, typed: Typed[RemarkForm]) -> Response:
    room = speaking.room
    with again(request, "discussion/again.html", typed, room=room, fresh=uuid7()):
        posted = remark_on(db, speaking.actor, room, **typed.valid().model_dump())
    return _acknowledge(request, posted, room.home)


@router.get("/remarks")
def show_remarks(db: Db, room: ReadableRoom, language: Language, after: str = "") -> Response:
    """The fragment for polling; 205 tells a page whose position does not fit to load anew."""
    token = read_token(after) if after else position(db, room.id)
    if token is None or not resumes(db, room.id, token):
        return Response(status_code=205)
    remarks = remarks_after(db, room.id, token.seq)
    if remarks:
        token = token_at(db, room.id, remarks[-1].seq)
    headers = {POSITION: str(token), "Cache-Control": "no-store"}
    pieces = (piece(language, "discussion/_remark.html", remark=one) for one in remarks)
    return HTMLResponse("".join(pieces), headers=headers)


@router.websocket("/live", dependencies=[Depends(followed)])
async def follow_room(socket: WebSocket, room_id: UUID, after: str = "") -> None:
    await follow(socket, lambda: admit_to(socket, room_id, after))


def _acknowledge(request: Request, posted: Posted, home: str) -> Response:
    """The browser goes back to where it was; a program learns the position."""
    if not (wants_json(request) or "HX-Request" in request.headers):
        return redirect(f"{home}#remark-{posted.remark_id.hex}")
    token = posted.token
    answer = {"id": str(posted.remark_id), "seq": token.seq, "token": str(token)}
    return JSONResponse(answer, 200 if posted.again else 201)
