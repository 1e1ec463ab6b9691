"""The live part of one process, from its start to its drained end."""

import asyncio
import secrets
from uuid import UUID

from server.foundation.live import frames
from server.foundation.live.heart import Heart, ShowPresence
from server.foundation.live.relay import Hearing, Relay
from server.foundation.live.relay.local import LocalRelay
from server.foundation.live.relay.nats import NatsRelay
from server.foundation.live.room import Heads, Render
from server.foundation.live.rooms import Hub

BATCH = 200
COME_BACK_WITHIN_MS = 15_000
ANSWERED_WITHIN = 0.3
RESTART = 1012


class Node:
    """Hub, heart and relay, wired to each other."""

    def __init__(
        self,
        render: Render,
        heads: Heads,
        show_presence: ShowPresence,
        nats_url: str | None,
        most: int,
    ) -> None:
        self.relay: Relay = NatsRelay(nats_url) if nats_url else LocalRelay()
        self.hub = Hub(render, heads, most)
        self.heart = Heart(self.hub, show_presence, self.relay.present)

    async def start(self) -> None:
        self.hub.start()
        self.heart.start()
        await self.relay.start(Hearing(self.hub.hint, self._told, self.hub.look))

    def happened(self, room_id: UUID, seq: int) -> None:
        """After a commit, from any thread: tells our own members and the other processes."""
        self.hub.hint(room_id, seq)
        self.relay.hint(room_id, seq)

    async def drain(self) -> None:
        """Says when to come back, each at its own moment, and closes in batches."""
        members = [one for room in list(self.hub.rooms.values()) for one in room.listeners]
        for count, member in enumerate(members, 1):
            wait = secrets.randbelow(COME_BACK_WITHIN_MS) / 1000
            member.sink.finish(frames.bye(wait) + frames.close(RESTART))
            if count % BATCH == 0:
                await asyncio.sleep(0)
        if members:
            # Time to answer the close frame; uvicorn cuts off whoever is left.
            await asyncio.sleep(ANSWERED_WITHIN)

    async def stop(self) -> None:
        await self.heart.stop()
        await self.relay.stop()

    def _told(self, node: str, room_id: UUID, parties: frozenset[str]) -> None:
        room = self.hub.rooms.get(room_id)
        if room is not None:
            room.presence.told(node, parties, self.hub.tick)
