"""Letting one connection into a room."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket

from server.foundation.live import frames
from server.foundation.live.listener import TOO_MANY, Member
from server.foundation.live.node import RESTART, Node
from server.foundation.live.protocol import KEY, MemberProtocol

SIGN_IN_NEEDED = 4401
NOT_ADMITTED = 4403
NOT_OURS = 1011
SOCKETS_OF_A_VISIT = 5


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody may follow a room from `cursor`; None means that their position does not fit."""

    room_id: UUID
    head: int
    cursor: int | None
    language: str
    party: str
    visit: str = ""
    """Whose sockets are counted together; empty where nothing is limited."""


Admit = Callable[[], Admission | int]
"""Authorises in a short transaction of its own; an int is the close code of a refusal."""


async def follow(socket: WebSocket, admit: Admit) -> None:
    """Joins, or closes with a code from which a page knows whether to come back."""
    if socket.headers.get("origin") not in socket.app.state.settings.own_origins:
        await socket.close(NOT_ADMITTED)
        return
    node: Node = socket.app.state.node
    told = await _admission(socket, node, admit)
    # Accepted even to be refused: of a failed handshake a browser tells a page no code.
    await socket.accept()
    if isinstance(told, int):
        await socket.close(told)
        return
    sink = socket.scope["extensions"].get(KEY)
    if not isinstance(sink, MemberProtocol):
        await socket.close(NOT_OURS)
        return
    _join(node, sink, told)


def _join(node: Node, sink: MemberProtocol, told: Admission) -> None:
    cursor = told.head if told.cursor is None else told.cursor
    member = Member(told.language, told.party, sink, told.visit)
    listener = node.hub.join(told.room_id, told.head, cursor, member)
    sink.keep(listener)
    if told.cursor is None:
        sink.write(frames.reset())


async def _admission(socket: WebSocket, node: Node, admit: Admit) -> Admission | int:
    if socket.app.state.draining:
        return RESTART
    if node.hub.members >= node.hub.most:
        return TOO_MANY
    told = await run_in_threadpool(admit)
    return TOO_MANY if isinstance(told, Admission) and _many(node, told.visit) else told


def _many(node: Node, visit: str) -> bool:
    return bool(visit) and node.hub.visits[visit] >= SOCKETS_OF_A_VISIT
