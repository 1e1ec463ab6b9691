"""The figures: what they are called, and the work behind each."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from tests.bench import pages, rooms
from tests.bench.platform import Platform, serving
from tests.bench.programs import build
from tests.bench.rooms import REMARK_BYTES
from tests.bench.scene import ITEMS, prepare


class Figure(TypedDict):
    """One line of what `make bench` prints."""

    metric: str
    value: float
    unit: str
    work: str


@dataclass(frozen=True)
class Scale:
    """How much work is done for a figure."""

    members: int
    posts: int
    pace: int
    """Posts a second, and rounds a second of the limit program."""
    requests: int
    batches: int


FULL = Scale(members=1_000, posts=400, pace=40, requests=100, batches=15)


def figures(scale: Scale) -> Iterator[Figure]:
    """Measures on a platform of its own, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="ffwg-bench-") as name:
        folder = Path(name)
        programs = build(folder)
        prepare(folder / "data", scale.members)
        with serving(folder / "data", scale.members) as platform:
            yield _session_page(platform, scale)
            yield from _room(platform, programs, scale)


def _session_page(platform: Platform, scale: Scale) -> Figure:
    seen = pages.cost(platform, scale.requests, scale.batches)
    return {
        "metric": "session_page_cpu_ms",
        "value": round(seen.middle * 1e3, 3),
        "unit": "ms",
        "work": f"CPU of the server process for one request of a session page with {ITEMS} agenda"
        f" items, signed in, {seen.html_bytes // 1024} KiB of HTML; median of {scale.batches}"
        f" batches of {scale.requests} requests, lowest {seen.lowest * 1e3:.2f}",
    }


def _room(platform: Platform, programs: Path, scale: Scale) -> Iterator[Figure]:
    seen = rooms.observe(platform, programs, scale)
    yield {
        "metric": "delivery_times_limit_paced",
        "value": round(seen.delivery / seen.limit, 3),
        "unit": "times",
        "work": f"{scale.members} members in a room, remarks of {REMARK_BYTES} bytes posted by HTTP"
        f" {scale.pace} times a second; CPU of the server process for one delivery, posting"
        f" included, {seen.delivery * 1e6:.2f} µs, over one send() of {REMARK_BYTES} bytes in C,"
        f" {seen.limit * 1e6:.2f} µs; all {seen.deliveries} deliveries arrived, from post to"
        f" arrival p50 {seen.p50_ms:.0f} ms, p99 {seen.p99_ms:.0f} ms",
    }
    yield {
        "metric": "member_kib",
        "value": round(seen.member_kib, 2),
        "unit": "KiB",
        "work": f"growth of the server process's resident memory for each of {scale.members}"
        " members who join a room by websocket, each with a visit of their own",
    }
