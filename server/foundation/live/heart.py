"""The one timer for all rooms of a process: it polls, pings, tells who is here, lets go."""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from server.foundation.live import frames
from server.foundation.live.listener import Listener
from server.foundation.live.rooms import Hub, LiveRoom

log = logging.getLogger(__name__)

BEAT = 1.0
HEARTBEAT = 25
SWEEP = 5
REPEAT = 15
SILENT = 75
"""Ticks (seconds) without a sign of life after which a member is cut off."""
MOST_BUFFERED = 1024 * 1024

ShowPresence = Callable[[int, str], str]
"""(count, language) to the piece that says how many delegations are here."""

Vouch = Callable[[UUID, frozenset[str]], None]
"""Tells the other processes which parties this one has in a room."""


class Heart:
    """Beats once a second while the process serves."""

    def __init__(self, hub: Hub, show_presence: ShowPresence, vouch: Vouch) -> None:
        self.hub = hub
        self._vouch = vouch
        self._show = show_presence
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self.beat()
            except Exception:
                log.exception("a beat failed; the next one tries again")

    async def beat(self) -> None:
        hub = self.hub
        hub.tick += 1
        await hub.poll_heads()
        for room in list(hub.rooms.values()):
            self.tell_presence(room)
            if hub.tick % SWEEP == 0:
                self._sweep(room)
            if hub.tick % HEARTBEAT == 0:
                self._ping(room)
                await asyncio.sleep(0)

    def tell_presence(self, room: LiveRoom) -> None:
        """At most once a beat, and only if it changed; other processes also every 15 beats."""
        own = room.presence.own(self.hub.tick)
        if own != room.presence.vouched or self.hub.tick % REPEAT == 0:
            room.presence.vouched = own
            self._vouch(room.id, own)
        count = room.presence.count(self.hub.tick)
        if count == room.presence.shown:
            return
        room.presence.shown = count
        built: dict[str, bytes] = {}
        for listener in list(room.listeners):
            if listener.language not in built:
                html = self._show(count, listener.language)
                built[listener.language] = frames.presence(room.id.hex, html)
            if listener.live:
                listener.sink.write_frame(built[listener.language])

    def _ping(self, room: LiveRoom) -> None:
        beat = frames.heartbeat(room.applied) + frames.PING
        for listener in list(room.listeners):
            if self.hub.tick - listener.heard > SILENT:
                listener.sink.abort()
            elif listener.live:
                listener.sink.write_frame(beat)

    def _sweep(self, room: LiveRoom) -> None:
        for listener in list(room.listeners):
            if not listener.live:
                self._help(listener)

    def _help(self, listener: Listener) -> None:
        if listener.sink.buffered() > MOST_BUFFERED:
            listener.sink.abort()
        elif not listener.sink.buffered():
            self.hub.catch_up(listener)
