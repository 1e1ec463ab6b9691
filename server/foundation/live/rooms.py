"""Who listens where, and the telling: one frame for each room and language, for everybody.

Everything here runs on the event loop, except the reading of the database, which happens in
a thread. A hint says that a room may have moved; what is told is always read from the log.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from uuid import UUID

from anyio import to_thread

from server.foundation.live import frames
from server.foundation.live.listener import Listener, Sink
from server.foundation.live.presence import Presence

log = logging.getLogger(__name__)

SLICE = 256
CATCHING_UP = 8


@dataclass(frozen=True, slots=True)
class Batch:
    """What a room says after a position, in one language, and the position it leads to."""

    html: str
    seq: int
    token: str


Render = Callable[[UUID, int, frozenset[str]], dict[str, Batch]]
"""(room, after, languages) to what follows in each; empty where nothing does. In a thread."""

Heads = Callable[[list[UUID]], dict[UUID, int]]


class LiveRoom:
    """A room that somebody listens to in this process."""

    def __init__(self, room_id: UUID, applied: int) -> None:
        self.id = room_id
        self.applied = applied
        self.wanted = applied
        self.listeners: set[Listener] = set()
        self.pump: asyncio.Task[None] | None = None
        self.pages: dict[tuple[int, str], asyncio.Task[dict[str, Batch]]] = {}
        self.presence = Presence()


class Hub:
    """The rooms of this process."""

    def __init__(self, render: Render, heads: Heads, most: int = 20_000) -> None:
        self.rooms: dict[UUID, LiveRoom] = {}
        self.tick = 0
        self.renders = 0
        self.members = 0
        self.most = most
        self._render, self._heads = render, heads
        self._loop: asyncio.AbstractEventLoop | None = None
        self._doing: set[asyncio.Task[None]] = set()
        self._readers = asyncio.Semaphore(CATCHING_UP)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()

    def join(
        self, room_id: UUID, head: int, cursor: int, language: str, party: str, sink: Sink
    ) -> Listener:
        """`head` and `cursor` come from one reading of the log; the listener starts behind."""
        room = self.rooms.get(room_id)
        if room is None:
            room = self.rooms[room_id] = LiveRoom(room_id, head)
        listener = Listener(self, room, language, party, cursor, sink)
        room.listeners.add(listener)
        self.members += 1
        room.presence.came(party)
        self.wake(room_id, head)
        self.catch_up(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        room = listener.room
        if listener not in room.listeners:
            return
        room.listeners.discard(listener)
        self.members -= 1
        room.presence.went(listener.party, self.tick)
        if not room.listeners:
            self.rooms.pop(room.id, None)

    def hint(self, room_id: UUID, seq: int) -> None:
        """A room may have moved; safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.wake, room_id, seq)

    def wake(self, room_id: UUID, seq: int) -> None:
        room = self.rooms.get(room_id)
        if room is None or seq <= room.wanted:
            return
        room.wanted = seq
        if room.pump is None or room.pump.done():
            room.pump = self.do(self._pump(room))

    def catch_up(self, listener: Listener) -> None:
        if not listener.catching_up:
            listener.catching_up = True
            self.do(self._catch_up(listener))

    async def poll_heads(self) -> None:
        """Finds what no hint told of: this, not the relay, makes delivery certain."""
        if not self.rooms:
            return
        found = await to_thread.run_sync(self._heads, list(self.rooms))
        for room_id, head in found.items():
            self.wake(room_id, head)

    def do(self, work: Coroutine[object, object, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._doing.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[None]) -> None:
        self._doing.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("a room stumbled; the next poll continues it", exc_info=error)

    async def _pump(self, room: LiveRoom) -> None:
        """Tells a room everything up to what is wanted, all that waits in one frame."""
        while room.wanted > room.applied and room.listeners:
            after = room.applied
            languages = frozenset(listener.language for listener in room.listeners)
            batches = await self._read(room.id, after, languages)
            if not batches:
                room.wanted = after
                return
            seq = min(batch.seq for batch in batches.values())
            built = {
                language: frames.events(room.id.hex, after, batch.seq, batch.token, batch.html)
                for language, batch in batches.items()
            }
            await self._tell(room, after, seq, built)
            room.applied = seq

    async def _tell(self, room: LiveRoom, after: int, seq: int, built: dict[str, bytes]) -> None:
        """In slices, never awaiting a member. Who joins meanwhile has a cursor of its own."""
        for count, listener in enumerate(list(room.listeners), 1):
            frame = built.get(listener.language)
            if frame is not None and listener.live:
                listener.apply(after, seq, frame)
            if count % SLICE == 0:
                await asyncio.sleep(0)

    async def _catch_up(self, listener: Listener) -> None:
        room = listener.room
        try:
            while listener in room.listeners and not listener.live:
                if listener.seq >= room.applied:
                    listener.live = True  # in one synchronous step with the comparison
                    return
                if listener.sink.buffered():
                    return  # `writable_again` goes on from here
                after = listener.seq
                batch = (await self._page(room, after, listener.language)).get(listener.language)
                if batch is None:
                    return
                html, seq, token = batch.html, batch.seq, batch.token
                frame = frames.events(room.id.hex, after, seq, token, html)
                listener.apply(after, seq, frame)
        finally:
            listener.catching_up = False

    async def _page(self, room: LiveRoom, after: int, language: str) -> dict[str, Batch]:
        """Many who come back at once to the same place cost one reading."""
        task = room.pages.get((after, language))
        if task is None:
            reading = self._read(room.id, after, frozenset({language}))
            task = asyncio.get_running_loop().create_task(reading)
            room.pages[after, language] = task
            task.add_done_callback(lambda _: room.pages.pop((after, language), None))
        return await task

    async def _read(
        self, room_id: UUID, after: int, languages: Iterable[str]
    ) -> dict[str, Batch]:
        self.renders += 1
        async with self._readers:
            return await to_thread.run_sync(self._render, room_id, after, frozenset(languages))
