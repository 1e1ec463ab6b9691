"""One member of a room: a cursor, not a queue."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from server.foundation.live.rooms import Hub, LiveRoom

SLOW = 256 * 1024
"""Bytes that may wait for a member before it is left to catch up by itself."""


class Sink(Protocol):
    """Where frames go."""

    def write_frame(self, frame: bytes) -> None: ...
    def buffered(self) -> int: ...
    def finish(self, last: bytes) -> None: ...
    def abort(self) -> None: ...


class Listener:
    """Live: is written each frame that continues its cursor. Else: catches up page by page."""

    __slots__ = ("catching_up", "heard", "hub", "language", "live", "party", "room", "seq", "sink")

    def __init__(
        self, hub: "Hub", room: "LiveRoom", language: str, party: str, seq: int, sink: Sink
    ) -> None:
        self.hub = hub
        self.room = room
        self.language = language
        self.party = party
        self.seq = seq
        self.sink = sink
        self.live = False
        self.catching_up = False
        self.heard = hub.tick

    def apply(self, after: int, seq: int, frame: bytes) -> None:
        """Writes a frame of the events `after`+1 to `seq` if that is where this one stands."""
        if self.seq != after:
            if self.live and self.seq < after:
                self.live = False
                self.hub.catch_up(self)
            return
        self.sink.write_frame(frame)
        self.seq = seq
        if self.sink.buffered() > SLOW:
            self.live = False

    def left(self) -> None:
        self.hub.leave(self)

    def writable_again(self) -> None:
        if not self.live:
            self.hub.catch_up(self)

    def was_heard(self) -> None:
        self.heard = self.hub.tick
