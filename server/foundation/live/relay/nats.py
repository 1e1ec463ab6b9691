"""Several processes on PostgreSQL, with NATS core between them."""

import asyncio
import json
import logging
import secrets
from collections.abc import Coroutine
from uuid import UUID

import nats
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error, SlowConsumerError

from server.foundation.live.relay import Hearing

log = logging.getLogger(__name__)

HINTS = "ffwg.hints"
PRESENCE = "ffwg.presence"
PROBE = "ffwg.probe."


class NatsRelay:
    """Hints that get lost cost a second: the poll of heads finds what they would have said."""

    probe_every = 5.0
    probe_within = 2.0

    def __init__(self, url: str) -> None:
        self._url = url
        self._node = secrets.token_hex(4)
        self.client: Client | None = None
        self._hearing: Hearing | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._echo = asyncio.Event()

    @property
    def connected(self) -> bool:
        return self.client is not None and self.client.is_connected

    async def start(self, hearing: Hearing) -> None:
        """Does not wait for the broker: the platform runs without it, only slower."""
        self._loop = asyncio.get_running_loop()
        self._hearing = hearing
        self._do(self._connect())

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.client is not None:
            await self.client.close()

    def hint(self, room_id: UUID, seq: int) -> None:
        self._send(HINTS, [self._node, room_id.hex, seq])

    def present(self, room_id: UUID, parties: frozenset[str]) -> None:
        self._send(PRESENCE, [self._node, room_id.hex, sorted(parties)])

    async def _connect(self) -> None:
        # The default gives up after 60 tries, and a full buffer would send stale hints later.
        client = await nats.connect(
            self._url,
            max_reconnect_attempts=-1,
            reconnect_time_wait=1,
            ping_interval=5,
            pending_size=0,
            error_cb=self._stumbled,
            reconnected_cb=self._came_back,
            connect_timeout=5,
        )
        self.client = client
        await client.subscribe(HINTS, cb=self._hinted)
        await client.subscribe(PRESENCE, cb=self._told)
        await client.subscribe(PROBE + self._node, cb=self._echoed)
        await client.flush()
        await self._came_back()
        while True:
            await self._probe(client)

    async def _probe(self, client: Client) -> None:
        """A connection that is up and hears nothing is found by talking to oneself."""
        await asyncio.sleep(self.probe_every)
        if not client.is_connected:
            return
        self._echo.clear()
        await self._publish(PROBE + self._node, b"")
        try:
            await asyncio.wait_for(self._echo.wait(), self.probe_within)
        except TimeoutError:
            log.warning("nats: deaf, connecting anew")
            await client.force_reconnect()

    async def _hinted(self, message: Msg) -> None:
        node, room, seq = json.loads(message.data)
        if node != self._node and self._hearing:
            self._hearing.hint(UUID(room), seq)

    async def _told(self, message: Msg) -> None:
        node, room, parties = json.loads(message.data)
        if node != self._node and self._hearing:
            self._hearing.presence(node, UUID(room), frozenset(parties))

    async def _echoed(self, _message: Msg) -> None:
        self._echo.set()

    async def _came_back(self) -> None:
        if self._hearing:
            self._hearing.gap()

    async def _stumbled(self, error: Exception) -> None:
        # It runs inside the reader of the connection: raising here would end it for good.
        log.warning("nats: %s", error)
        if isinstance(error, SlowConsumerError):
            await self._came_back()

    def _send(self, subject: str, content: list[object]) -> None:
        """Safe from any thread; said to nobody while the broker is away."""
        if self._loop is not None and not self._loop.is_closed() and self.connected:
            self._loop.call_soon_threadsafe(self._begin, subject, json.dumps(content).encode())

    def _begin(self, subject: str, content: bytes) -> None:
        self._do(self._publish(subject, content))

    def _do(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _publish(self, subject: str, content: bytes) -> None:
        try:
            if self.client is not None and self.client.is_connected:
                await self.client.publish(subject, content)
        except Error as error:
            log.warning("a hint was lost: %s", error)
