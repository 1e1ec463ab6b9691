"""Letting one connection into a room."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from server.foundation.live import frames
from server.foundation.live.node import Node
from server.foundation.live.protocol import KEY, MemberProtocol

SIGN_IN_NEEDED = 4401
NOT_ADMITTED = 4403
TOO_MANY = 4429
NOT_OURS = 1011


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody may follow a room from `cursor`; None means that their position does not fit."""

    room_id: UUID
    head: int
    cursor: int | None
    language: str
    party: str


Admit = Callable[[], Admission | int]
"""Authorises in a short transaction of its own; an int is the close code of a refusal."""


async def follow(socket: WebSocket, admit: Admit) -> None:
    """Joins, or closes with a code from which a page knows whether to come back."""
    if socket.headers.get("origin") not in socket.app.state.settings.own_origins:
        await socket.close(NOT_ADMITTED)
        return
    node: Node = socket.app.state.node
    admission = TOO_MANY if _full(node, socket) else await run_in_threadpool(admit)
    await socket.accept()
    if isinstance(admission, int):
        await socket.close(admission)
        return
    sink = socket.scope["extensions"].get(KEY)
    if not isinstance(sink, MemberProtocol):
        await socket.close(NOT_OURS)
        return
    _join(node, sink, admission)


def _join(node: Node, sink: MemberProtocol, admission: Admission) -> None:
    fits = admission.cursor is not None
    listener = node.hub.join(
        admission.room_id,
        admission.head,
        admission.cursor if admission.cursor is not None else admission.head,
        admission.language,
        admission.party,
        sink,
    )
    sink.keep(listener)
    if not fits:
        sink.write_frame(frames.reset())


def _full(node: Node, socket: WebSocket) -> bool:
    return socket.app.state.draining or node.hub.members >= node.hub.most
