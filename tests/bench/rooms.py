"""What it costs to hold members in a room, and to deliver to them what is said there."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

from uuid_utils.compat import uuid7

from tests.bench.pages import items_of, long_session
from tests.bench.platform import Platform
from tests.bench.programs import Members, limit, members

REMARK_BYTES = 400
SPEAKERS = 8
WARMING = 40
SETTLES_IN = 2.0


class Scale(Protocol):
    """How much is done."""

    @property
    def members(self) -> int: ...
    @property
    def posts(self) -> int: ...
    @property
    def pace(self) -> int: ...


@dataclass(frozen=True)
class Observed:
    """CPU in seconds; the waits are from just before a post to its arrival."""

    delivery: float
    limit: float
    deliveries: int
    member_kib: float
    p50_ms: float
    p99_ms: float


def observe(platform: Platform, programs: Path, scale: Scale) -> Observed:
    room = a_room(platform)
    before = _limit(programs, scale)
    cookies = programs / "cookies"
    cookies.write_text("\n".join(platform.cookies))
    empty = platform.resident_kib()
    where = ("-u", f"/rooms/{room}/live", "-c", str(cookies))
    with members(programs, scale.members, platform.port, *where) as audience:
        audience.wait_for("joined", scale.members)
        time.sleep(SETTLES_IN)  # what a join leaves to be done later belongs to its price
        full = platform.resident_kib()
        spent = _speak(platform, room, audience, scale)
        told = audience.end()
    assert not told["failed"] + told["left"], told
    arrived = (scale.posts + min(WARMING, scale.posts)) * scale.members
    assert told["deliveries"] == arrived, (told, arrived)
    return Observed(
        delivery=spent / (scale.posts * scale.members),
        limit=(before + _limit(programs, scale)) / 2,
        deliveries=arrived,
        member_kib=(full - empty) / scale.members,
        p50_ms=told["p50_ms"],
        p99_ms=told["p99_ms"],
    )


def a_room(platform: Platform) -> str:
    """The room of the long session's last item."""
    path = long_session(platform)
    html = platform.page(items_of(platform.page(path), path)[-1])
    rooms: list[str] = re.findall(r'data-room="([0-9a-f-]{36})"', html)
    return rooms[0]


def _limit(programs: Path, scale: Scale) -> float:
    return limit(programs, scale.members, scale.posts // 2, REMARK_BYTES, scale.pace)


def _speak(platform: Platform, room: str, audience: Members, scale: Scale) -> float:
    """CPU seconds that the server needs until the last remark has reached the last member."""
    warming = min(WARMING, scale.posts)
    _post_all(platform, room, warming, scale.pace)
    audience.wait_for("deliveries", warming * scale.members)
    before = platform.cpu_seconds()
    _post_all(platform, room, scale.posts, scale.pace)
    audience.wait_for("deliveries", (warming + scale.posts) * scale.members)
    return platform.cpu_seconds() - before


def _post_all(platform: Platform, room: str, posts: int, pace: int) -> None:
    """Several members speak in turn, `pace` times a second, each over their own connection."""
    begun = time.monotonic()

    def speak(turn: int) -> None:
        with platform.connected() as browser:
            for beat in range(turn, posts, SPEAKERS):
                time.sleep(max(0.0, begun + beat / pace - time.monotonic()))
                _post(platform, room, browser, platform.cookies[turn])

    with ThreadPoolExecutor(SPEAKERS) as threads:
        list(threads.map(speak, range(SPEAKERS)))


def _post(platform: Platform, room: str, browser: HTTPConnection, cookie: str) -> None:
    """A remark with the moment of its posting, posted as a page's form does."""
    body = f"T={time.monotonic_ns()};".ljust(REMARK_BYTES, "x")
    form = urlencode({"body": body, "lang": "en", "cid": str(uuid7())})
    headers = {
        "Cookie": cookie,
        "Origin": platform.origin,
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    browser.request("POST", f"/rooms/{room}/remarks", form, headers)
    answer = browser.getresponse()
    answer.read()
    assert answer.status == 201, answer.status
