"""A room without a network: a book for the log, members who note what they are told."""

import asyncio
import json
from collections.abc import Callable, Iterable
from uuid import UUID

from server.foundation.live.heart import Heart
from server.foundation.live.listener import Listener, Member
from server.foundation.live.room import Batch, LiveRoom
from server.foundation.live.rooms import Hub

ROOM = UUID(int=7)
LANGUAGES = ("en", "tr")


class Book:
    """The log of one room: what was said, in order. A page of it is short."""

    PAGE = 3

    def __init__(self) -> None:
        self.said: list[str] = []
        self.away = False

    def render(self, _: UUID, after: int, languages: frozenset[str]) -> dict[str, Batch]:
        if self.away:
            raise OSError("the database is away")
        page = self.said[after : after + self.PAGE]
        seq = after + len(page)
        html = "".join(f"<p>{words}</p>" for words in page)
        return {one: Batch(html, seq, f"e.{seq}.{one}") for one in languages} if page else {}

    def heads(self, rooms: list[UUID]) -> dict[UUID, int]:
        return dict.fromkeys(rooms, len(self.said))


class Browser:
    """A member's other end: takes frames until it is full, and checks that they continue."""

    def __init__(self, start: int, room_for: int = 1_000_000) -> None:
        self.start = self.seq = start
        self.room_for = room_for
        self.frames: list[bytes] = []
        self.shown: list[str] = []
        self.waiting = 0
        self.ended = False
        self.listener: Listener | None = None

    @property
    def write(self) -> Callable[[bytes], None]:
        return self._take

    @property
    def buffered(self) -> Callable[[], int]:
        return lambda: self.waiting

    def finish(self, last: bytes) -> None:
        self.frames.append(last)
        self.abort()

    def abort(self) -> None:
        self.ended = True
        assert self.listener is not None
        self.listener.left()

    def reads(self) -> None:
        """Everything that waited is read, so there is room again."""
        self.waiting = 0
        assert self.listener is not None
        if self.listener.held:
            self.listener.writable_again()

    def _take(self, frame: bytes) -> None:
        assert not self.ended, "written to after its end"
        self.frames.append(frame)
        told = told_in(frame)
        if told["kind"] == "ev":
            assert told["from"] == self.seq + 1, f"{told} does not continue {self.seq}"
            assert int(str(told["seq"])) > self.seq
            self.seq = int(str(told["seq"]))
            self.shown += str(told["content"])[3:-4].split("</p><p>")
        self.waiting += len(frame)
        if self.waiting > self.room_for and self.listener and not self.listener.held:
            self.listener.full()


class Stage(Hub):
    """A hub that reads without threads, so that its steps are the same in every run."""

    pace = 0.0

    def __init__(self, book: Book) -> None:
        super().__init__(book.render, book.heads)
        self.book = book
        self.heart = Heart(self, lambda count, language: f"{count}", lambda room, parties: None)

    async def poll_heads(self) -> None:
        for room, head in self.book.heads(list(self.rooms)).items():
            self.wake(room, head)

    async def _read(self, room_id: UUID, after: int, wanted: Iterable[str]) -> dict[str, Batch]:
        self.renders += 1
        pages = self.book.render(room_id, after, frozenset(wanted))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return pages

    def comes(self, browser: Browser, language: str = "en", party: str = "AZ") -> Listener:
        head = len(self.book.said)
        member = Member(language, party, browser)
        browser.listener = self.join(ROOM, head, browser.start, member)
        return browser.listener

    def says(self, words: str, *, hinted: bool = True) -> None:
        self.book.said.append(words)
        if hinted:
            self.wake(ROOM, len(self.book.said))

    @property
    def room(self) -> LiveRoom:
        return self.rooms[ROOM]


async def steps(count: int) -> None:
    """Lets what is under way take that many turns."""
    for _ in range(count):
        await asyncio.sleep(0)


async def settle(stage: Stage, beats: int = 0) -> None:
    """Until nothing is under way."""
    for _ in range(beats):
        await stage.heart.beat()
        await steps(5)
    for _ in range(10_000):
        if not stage.busy:
            return
        await asyncio.sleep(0)
    raise AssertionError("the room never comes to rest")


def told_in(frames: bytes) -> dict[str, object]:
    """The message of the first frame."""
    size, start = frames[1], 2
    if size == 126:
        size, start = int.from_bytes(frames[2:4]), 4
    content: dict[str, object] = json.loads(frames[start : start + size])
    return content
