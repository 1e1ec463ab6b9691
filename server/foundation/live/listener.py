"""One member of a room: a cursor, not a queue."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from server.foundation.live import frames

if TYPE_CHECKING:
    from server.foundation.live.room import LiveRoom
    from server.foundation.live.rooms import Hub

TOO_MANY = 4429
MOST_SAID = 10
"""Messages between two sweeps, which come every five seconds."""


class Sink(Protocol):
    """Where frames go. It tells its listener when it is full, and when it has room again."""

    @property
    def write(self) -> Callable[[bytes], None]:
        """Takes whole frames, never waits, and does nothing once the sink is closing."""

    @property
    def buffered(self) -> Callable[[], int]:
        """Bytes that wait for the other side."""

    def finish(self, last: bytes) -> None:
        """Writes the last frames, a close frame among them, and lets go."""

    def abort(self) -> None:
        """No goodbye: the other side comes back with its position."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who joins: what they read, for whom they are counted, in which visit."""

    language: str
    party: str
    sink: Sink
    visit: str = ""


class Listener:
    """Live: is written each frame that continues its cursor. Else: catches up page by page."""

    __slots__ = (
        "behind_since", "catching_up", "heard", "held", "hub", "language", "live", "party", "room",
        "said", "seq", "sink", "visit", "write",
    )  # fmt: skip

    def __init__(self, hub: "Hub", room: "LiveRoom", member: Member, seq: int) -> None:
        self.hub = hub
        self.room = room
        self.language = member.language
        self.party = member.party
        self.visit = member.visit
        self.seq = seq
        self.sink = member.sink
        # Looked up once: a room writes to a thousand of these for each remark.
        self.write = member.sink.write
        self.live = False
        self.held = False
        self.catching_up = False
        self.said = 0
        self.heard = hub.tick
        self.behind_since = hub.tick

    def fall_behind(self) -> None:
        """From here on it reads the log at its own pace; the others go on."""
        if self.live:
            self.live = False
            self.behind_since = self.hub.tick
        self.hub.catch_up(self)

    def full(self) -> None:
        """The sink holds as much as it may: nothing more until it has room again."""
        self.held = True
        self.fall_behind()

    def writable_again(self) -> None:
        self.held = False
        self.hub.catch_up(self)

    def was_heard(self) -> None:
        self.heard = self.hub.tick

    def spoke(self) -> None:
        """Members speak over HTTP; here they say at most that they are still there."""
        self.said += 1
        if self.said > MOST_SAID:
            self.sink.finish(frames.close(TOO_MANY))

    def left(self) -> None:
        self.hub.leave(self)
