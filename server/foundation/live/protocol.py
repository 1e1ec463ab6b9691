"""uvicorn's websocket protocol, able to keep a member without a task.

A room's members are many and quiet. Once a member has joined, the ASGI task ends and only
the transport, the parser and a `Listener` stay. The hub writes shared frames to the transport
itself: uvloop sends at once what the kernel takes, keeps the rest, and says when it holds too
much and when it has room again.
"""

import socket
from collections.abc import Callable
from typing import Protocol, cast

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

KEY = "ffwg.raw"
UNACKNOWLEDGED_MS = 30_000
CLOSE_WAIT = 2.0


class Kept(Protocol):
    """What the hub knows of a member, told by its sink."""

    def left(self) -> None: ...
    def full(self) -> None: ...
    def writable_again(self) -> None: ...
    def was_heard(self) -> None: ...
    def spoke(self) -> None: ...


class _Nobody:
    """In place of a queue when no task listens."""

    def put_nowait(self, message: object) -> None:
        """Dropped: members speak over HTTP."""

    def empty(self) -> bool:
        return True


_NOBODY = _Nobody()


class MemberProtocol(WebSocketsSansIOProtocol):
    """The sink of one member."""

    kept: Kept | None = None

    async def run_asgi(self) -> None:
        """As the base class does it, but a member who was kept stays connected."""
        extensions = cast("dict[str, object]", self.scope["extensions"])
        extensions[KEY] = self
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except BaseException:
            self.logger.exception("a socket failed before it was kept")
            self.send_500_response()
        if self.kept is None and self.close_timer is None:
            self.transport.close()
        elif self.kept is not None:
            self._shed()

    def keep(self, member: Kept) -> None:
        """From now on the hub writes; the task that let the member in may end."""
        self.kept = member
        raw: socket.socket = self.transport.get_extra_info("socket")
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)

    @property
    def write(self) -> Callable[[bytes], None]:
        """Legal only between whole frames, which is all that is ever written here."""
        return self.transport.write

    @property
    def buffered(self) -> Callable[[], int]:
        return self.transport.get_write_buffer_size

    def finish(self, last: bytes) -> None:
        """The other side answers the close frame, or the transport closes without it."""
        self._let_go()
        self.transport.write(last)
        self.close_sent = True
        self.close_timer = self.loop.call_later(CLOSE_WAIT, self.transport.close)

    def abort(self) -> None:
        """No close frame: the other side sees 1006 and comes back with its position."""
        self._let_go()
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        if self.kept is None:
            super().send_receive_event_to_app()
        else:
            self.frames = []
            self.kept.spoke()

    def data_received(self, data: bytes) -> None:
        if self.kept is not None:
            self.kept.was_heard()
        super().data_received(data)

    def handle_close(self, event: Frame) -> None:
        self._let_go()
        super().handle_close(event)

    def handle_parser_exception(self) -> None:
        self._let_go()
        super().handle_parser_exception()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.kept is not None:
            self.kept.full()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.kept is not None:
            self.kept.writable_again()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._let_go()

    def _let_go(self) -> None:
        """The hub writes no more: what follows a close frame would break the protocol."""
        if self.kept is not None:
            self.kept.left()

    def _shed(self) -> None:
        """What only the handshake needed, most of a member's memory, goes."""
        self.queue = _NOBODY  # type: ignore[assignment]
        for name in ("scope", "request", "response"):
            self.__dict__.pop(name, None)
