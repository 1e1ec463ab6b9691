"""Which language and which time zone a reader has."""

import math
from functools import cache
from zoneinfo import available_timezones

from server.foundation.language.names import OFFERED

DEFAULT = "en"
_LONGEST_LIST = 20


def choose(*, asked: str | None, profile: str | None, cookie: str | None, accepted: str) -> str:
    """The address first, then the profile, the cookie, the browser's list, then English."""
    wishes = (asked, profile, cookie, *_wishes(accepted))
    return next((wish for wish in wishes if wish in OFFERED), DEFAULT)


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


def _wishes(accepted: str) -> list[str | None]:
    """Primary subtags of an Accept-Language header, best first; equals stay in their order."""
    entries = [_entry(text) for text in accepted.split(",")[:_LONGEST_LIST]]
    best_first = sorted(entries, key=lambda entry: -entry[1])
    return [tag for tag, weight in best_first if weight > 0]


def _entry(text: str) -> tuple[str, float]:
    """Reads "tr-TR; q=0.8" as tr with 0.8; what is malformed weighs nothing."""
    tag, _, parameter = text.partition(";")
    name, _, quality = parameter.strip().partition("=")
    primary = tag.strip().lower().split("-")[0]
    if not name:
        return primary, 1.0
    return primary, _weight(quality) if name.strip().lower() == "q" else 0.0


def _weight(quality: str) -> float:
    try:
        weight = float(quality)
    except ValueError:
        return 0.0
    return weight if math.isfinite(weight) else 0.0
