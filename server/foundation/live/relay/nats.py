"""Several processes on PostgreSQL, with NATS core between them."""

import asyncio
import json
import logging
import secrets
from uuid import UUID

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error

from server.foundation.live.relay import OnHint, OnPresence

log = logging.getLogger(__name__)

HINTS = "ffwg.hints"
PRESENCE = "ffwg.presence"


class NatsRelay:
    """Hints that get lost cost a second: the poll of heads finds what they would have said."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._node = secrets.token_hex(4)
        self._client: Client | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def start(self, on_hint: OnHint, on_presence: OnPresence) -> None:
        self._loop = asyncio.get_running_loop()
        # The default gives up after 60 tries, and a full buffer would send stale hints later.
        self._client = await nats.connect(
            self._url,
            max_reconnect_attempts=-1,
            ping_interval=5,
            pending_size=0,
            error_cb=_log_error,
            allow_reconnect=True,
            connect_timeout=5,
        )

        async def hinted(message: Msg) -> None:
            node, room, seq = json.loads(message.data)
            if node != self._node:
                on_hint(UUID(room), seq)

        async def told(message: Msg) -> None:
            node, room, parties = json.loads(message.data)
            if node != self._node:
                on_presence(node, UUID(room), frozenset(parties))

        await self._client.subscribe(HINTS, cb=hinted)
        await self._client.subscribe(PRESENCE, cb=told)

    def hint(self, room_id: UUID, seq: int) -> None:
        self._send(HINTS, [self._node, room_id.hex, seq])

    def present(self, room_id: UUID, parties: frozenset[str]) -> None:
        self._send(PRESENCE, [self._node, room_id.hex, sorted(parties)])

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.close()

    def _send(self, subject: str, content: list[object]) -> None:
        """Safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._begin, subject, json.dumps(content).encode())

    def _begin(self, subject: str, content: bytes) -> None:
        task = asyncio.get_running_loop().create_task(self._publish(subject, content))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _publish(self, subject: str, content: bytes) -> None:
        client = self._client
        if client is None or not client.is_connected:
            return
        try:
            await client.publish(subject, content)
        except Error as error:
            log.warning("a hint was lost: %s", error)


async def _log_error(error: Exception) -> None:
    # It runs inside the reader of the connection: raising here would end it for good.
    log.warning("nats: %s", error)
