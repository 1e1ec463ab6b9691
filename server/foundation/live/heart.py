"""The one timer for all rooms of a process: it polls, pings, tells who is here, lets go."""

import asyncio
import logging
from collections.abc import Callable
from uuid import UUID

from server.foundation.live import frames
from server.foundation.live.listener import Listener
from server.foundation.live.room import LiveRoom
from server.foundation.live.rooms import Hub

log = logging.getLogger(__name__)

BEAT = 1.0
HEARTBEAT = 25
SWEEP = 5
REPEAT = 15
SILENT = 75
"""Ticks (seconds) without a sign of life after which a member is cut off."""
PATIENCE = 30
"""Ticks that a member may hold a full buffer without reading."""
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
        """At most once a beat: to all if it changed, else to those who have just come."""
        own = room.presence.own(self.hub.tick)
        if own != room.presence.vouched or self.hub.tick % REPEAT == 0:
            room.presence.vouched = own
            self._vouch(room.id, own)
        count = room.presence.count(self.hub.tick)
        told = room.newcomers if count == room.presence.shown else room.listeners
        room.presence.shown = count
        built: dict[str, bytes] = {}
        for listener in list(told):
            if not listener.live:
                room.newcomers.add(listener)
                continue
            if listener.language not in built:
                html = self._show(count, listener.language)
                built[listener.language] = frames.presence(room.id.hex, html)
            room.newcomers.discard(listener)
            listener.write(built[listener.language])

    def _ping(self, room: LiveRoom) -> None:
        """The number in it is that of the last frame, so that a lost tail is seen."""
        beat = frames.heartbeat(room.applied) + frames.PING
        for listener in list(room.listeners):
            if self.hub.tick - listener.heard > SILENT:
                listener.sink.abort()
            elif listener.live and listener.seq == room.applied:
                listener.write(beat)

    def _sweep(self, room: LiveRoom) -> None:
        """Nobody is left behind: the slow go on, those who never read are let go."""
        for listener in list(room.listeners):
            listener.said = 0
            if listener.live and (listener.seq >= room.applied or room.telling):
                continue
            if self._lost(listener):
                listener.sink.abort()
            else:
                listener.fall_behind()

    def _lost(self, listener: Listener) -> bool:
        waiting = listener.sink.buffered()
        too_long = listener.held and self.hub.tick - listener.behind_since > PATIENCE
        return waiting > MOST_BUFFERED or too_long
