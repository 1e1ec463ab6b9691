"""A room that somebody listens to in this process."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from server.foundation.live.listener import Listener
from server.foundation.live.presence import Presence


@dataclass(frozen=True, slots=True)
class Batch:
    """What a room says after a position, in one language, and the position it leads to."""

    html: str
    seq: int
    token: str


Render = Callable[[UUID, int, frozenset[str]], dict[str, Batch]]
"""(room, after, languages) to what follows in each; empty where nothing does. In a thread."""

Heads = Callable[[list[UUID]], dict[UUID, int]]

Page = tuple[int, bytes]
"""The number a page of the log leads to, and its frame."""


CROWD = 500
MOST_SPACED = 5.0


class LiveRoom:
    """Who listens, up to where they were told, and what is being read for them."""

    def __init__(self, room_id: UUID, applied: int) -> None:
        self.id = room_id
        self.applied = applied
        self.wanted = applied
        self.next_telling = 0.0
        self.listeners: set[Listener] = set()
        self.newcomers: set[Listener] = set()
        self.pump: asyncio.Task[None] | None = None
        self.pages: dict[tuple[int, str], asyncio.Task[Page | None]] = {}
        self.presence = Presence()

    @property
    def crowding(self) -> float:
        """How much wider a busy room is spaced: a telling costs some 5 µs a member, and no room
        takes more than a twentieth of a core (docs/decisions/0013).
        """
        return min(max(1.0, len(self.listeners) / CROWD), MOST_SPACED)

    @property
    def telling(self) -> bool:
        return self.pump is not None and not self.pump.done()
