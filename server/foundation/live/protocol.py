"""uvicorn's websocket protocol, able to keep a member without a task.

A room's members are many and quiet. Once a member has joined, the ASGI task ends and only
the transport, the parser and a `Listener` stay. Shared frames are written straight to the
socket while nothing waits before them; what does not fit goes through the transport, which
then says when it is writable again.
"""

import os
import socket
from typing import Protocol

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

KEY = "ffwg.raw"
UNACKNOWLEDGED_MS = 30_000


class Kept(Protocol):
    """What the hub knows of a member, told by its sink."""

    def left(self) -> None: ...
    def writable_again(self) -> None: ...
    def was_heard(self) -> None: ...


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
    _descriptor = -1

    async def run_asgi(self) -> None:
        """As the base class does it, but a member who was kept stays connected."""
        self.scope["extensions"][KEY] = self  # type: ignore[typeddict-unknown-key]
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
        self._descriptor = raw.fileno()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MS)

    def write_frame(self, frame: bytes) -> None:
        """Legal only between whole frames, which is all that is ever written here."""
        transport = self.transport
        if self._descriptor < 0 or transport.is_closing():
            return
        if transport.get_write_buffer_size():
            transport.write(frame)
            return
        try:
            sent = os.write(self._descriptor, frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.abort()
            return
        if sent < len(frame):
            transport.write(frame[sent:])

    def buffered(self) -> int:
        """Bytes that wait for the other side."""
        return self.transport.get_write_buffer_size()

    def finish(self, last: bytes) -> None:
        """Writes the last frames, a close frame among them, and lets go."""
        self.write_frame(last)
        self._descriptor = -1
        self.close_sent = True
        self.transport.close()

    def abort(self) -> None:
        """No close frame: the other side sees 1006 and comes back with its position."""
        self._descriptor = -1
        self.transport.abort()

    def send_receive_event_to_app(self) -> None:
        if self.kept is None:
            super().send_receive_event_to_app()
        else:
            self.frames = []

    def data_received(self, data: bytes) -> None:
        if self.kept is not None:
            self.kept.was_heard()
        super().data_received(data)

    def handle_close(self, event: Frame) -> None:
        self._descriptor = -1
        super().handle_close(event)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.kept is not None:
            self.kept.writable_again()

    def connection_lost(self, exc: Exception | None) -> None:
        self._descriptor = -1
        super().connection_lost(exc)
        if self.kept is not None:
            self.kept.left()

    def _shed(self) -> None:
        """What only the handshake needed, most of a member's memory, goes."""
        self.queue = _NOBODY  # type: ignore[assignment]
        for name in ("scope", "request", "response"):
            self.__dict__.pop(name, None)
