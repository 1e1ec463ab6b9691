"""Which language and which time zone a reader has."""

from collections.abc import Iterator
from functools import cache
from zoneinfo import available_timezones

from server.foundation.language.names import OFFERED

DEFAULT = "en"


def choose(*, asked: str | None, profile: str | None, cookie: str | None, accepted: str) -> str:
    """The address first, then the profile, the cookie, the browser's list, then English."""
    for wish in (asked, profile, cookie):
        if wish in OFFERED:
            return wish
    return next((code for code in _wishes(accepted) if code in OFFERED), DEFAULT)


def zone(profile: str | None, cookie: str | None) -> str:
    """The first of the two that names a zone; else UTC."""
    return next((name for name in (profile, cookie) if name and is_zone(name)), "UTC")


def is_zone(name: str) -> bool:
    return name in zones()


@cache
def zones() -> frozenset[str]:
    """Every zone named after a place, and UTC."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/")
    named = {z for z in available_timezones() if z.startswith((*areas, "Pacific/"))}
    return frozenset(named | {"UTC"})


def _wishes(accepted: str) -> Iterator[str]:
    """Primary subtags of an Accept-Language header, best first."""
    weighted = []
    for place, entry in enumerate(accepted.split(",")[:20]):
        tag, _, quality = entry.partition(";q=")
        weighted.append((-_weight(quality), place, tag.strip().lower().split("-")[0]))
    return (tag for weight, _, tag in sorted(weighted) if weight < 0)


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
