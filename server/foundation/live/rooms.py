"""Who listens where, and the telling: one frame for each room and language, for everybody.

Everything here runs on the event loop, except the reading of the database, which happens in
a thread. A hint says that a room may have moved; what is told is always read from the log.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Iterable
from uuid import UUID

from anyio import to_thread

from server.foundation.live import frames
from server.foundation.live.listener import Listener, Member
from server.foundation.live.room import Batch, Heads, LiveRoom, Page, Render

log = logging.getLogger(__name__)

CATCHING_UP = 8


class Hub:
    """The rooms of this process."""

    slice = 256
    """How many are told before others get a turn."""
    pace = 0.05
    """Seconds between two tellings of a busy room; the first after a pause goes out at once."""

    def __init__(self, render: Render, heads: Heads, most: int = 20_000) -> None:
        self.rooms: dict[UUID, LiveRoom] = {}
        self.tick = 0
        self.renders = 0
        self.members = 0
        self.most = most
        self.visits: Counter[str] = Counter()
        self._render, self._heads = render, heads
        self._loop: asyncio.AbstractEventLoop | None = None
        self._doing: set[asyncio.Task[None]] = set()
        self._readers = asyncio.Semaphore(CATCHING_UP)

    @property
    def busy(self) -> bool:
        """Whether anything is being read or told."""
        return bool(self._doing)

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()

    def join(self, room_id: UUID, head: int, cursor: int, member: Member) -> Listener:
        """`head` and `cursor` come from one reading of the log; the listener starts behind."""
        room = self.rooms.get(room_id)
        if room is None:
            room = self.rooms[room_id] = LiveRoom(room_id, head)
        listener = Listener(self, room, member, cursor)
        room.listeners.add(listener)
        room.newcomers.add(listener)
        room.presence.came(member.party)
        self.members += 1
        self.visits[member.visit] += 1
        self.wake(room_id, head)
        self.catch_up(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        room = listener.room
        if listener not in room.listeners:
            return
        # A telling under way may still hold it: what is not live is not written to.
        listener.live = False
        room.listeners.discard(listener)
        room.newcomers.discard(listener)
        room.presence.went(listener.party, self.tick)
        self.members -= 1
        self.visits[listener.visit] -= 1
        if not self.visits[listener.visit]:
            del self.visits[listener.visit]
        if not room.listeners:
            self.rooms.pop(room.id, None)

    def hint(self, room_id: UUID, seq: int) -> None:
        """A room may have moved; safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.wake, room_id, seq)

    def wake(self, room_id: UUID, seq: int) -> None:
        room = self.rooms.get(room_id)
        if room is None or seq <= room.applied:
            return
        room.wanted = max(seq, room.wanted)
        # Also after a telling that failed: the next hint or poll takes it up again.
        if not room.telling:
            room.pump = self.do(self._pump(room))

    def catch_up(self, listener: Listener) -> None:
        if not listener.catching_up and not listener.held:
            listener.catching_up = True
            self.do(self._catch_up(listener))

    def look(self) -> None:
        """Hints may have been lost: asks the database now."""
        self.do(self.poll_heads())

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
            await self._wait_for_more(room)
            after = room.applied
            languages = frozenset(listener.language for listener in room.listeners)
            batches = await self._read(room.id, after, languages)
            if not batches:
                room.wanted = after
                return
            seq = min(batch.seq for batch in batches.values())
            built = {name: _frame(room, after, batch) for name, batch in batches.items()}
            # First the position, then the telling: who joins between two slices and stands
            # behind it reads the log, and nobody is live at a place that is not told to them.
            room.applied = seq
            await self._tell(room, after, seq, built)

    async def _wait_for_more(self, room: LiveRoom) -> None:
        """What is said meanwhile joins the frame: one write for each member instead of many."""
        moment = asyncio.get_running_loop().time()
        if moment < room.next_telling:
            await asyncio.sleep(room.next_telling - moment)
        room.next_telling = max(moment, room.next_telling) + self.pace * room.crowding

    async def _tell(self, room: LiveRoom, after: int, seq: int, built: dict[str, bytes]) -> None:
        """In slices, never awaiting a member."""
        members = list(room.listeners)
        for start in range(0, len(members), self.slice):
            for listener in members[start : start + self.slice]:
                frame = built.get(listener.language)
                if listener.live and listener.seq == after and frame is not None:
                    # The position first: `write` may find the sink full and ask for it.
                    listener.seq = seq
                    listener.write(frame)
                elif listener.live and listener.seq < seq:
                    listener.fall_behind()
            await asyncio.sleep(0)

    async def _catch_up(self, listener: Listener) -> None:
        room = listener.room
        try:
            while listener in room.listeners and not listener.live and not listener.held:
                if listener.seq >= room.applied:
                    listener.live = True  # in one synchronous step with the comparison
                    return
                page = await self._page(room, listener.seq, listener.language)
                if page is None or listener not in room.listeners:
                    return
                listener.seq, frame = page
                listener.write(frame)
        finally:
            listener.catching_up = False

    async def _page(self, room: LiveRoom, after: int, language: str) -> Page | None:
        """Many who come back at once to the same place cost one reading and one frame."""
        task = room.pages.get((after, language))
        if task is None:
            task = asyncio.get_running_loop().create_task(self._turn(room, after, language))
            room.pages[after, language] = task
            task.add_done_callback(lambda _: room.pages.pop((after, language), None))
        return await task

    async def _turn(self, room: LiveRoom, after: int, language: str) -> Page | None:
        batch = (await self._read(room.id, after, {language})).get(language)
        return (batch.seq, _frame(room, after, batch)) if batch else None

    async def _read(self, room_id: UUID, after: int, wanted: Iterable[str]) -> dict[str, Batch]:
        self.renders += 1
        async with self._readers:
            return await to_thread.run_sync(self._render, room_id, after, frozenset(wanted))


def _frame(room: LiveRoom, after: int, batch: Batch) -> bytes:
    return frames.events(room.id.hex, after, batch.seq, batch.token, batch.html)
