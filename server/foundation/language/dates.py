"""Times as a reader needs them: always with the place whose clock is meant.

Zone names of CLDR are left out on purpose: they call Istanbul's time "summer time" in one
language and not in another. A city and an offset are never wrong.
"""

import re
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

from server.foundation.language.names import LANGUAGES

_MANY = 20_000

# CLDR's English is American, and its short Turkish ("1 Ara 2026 Sal") is not how an office writes.
# For a month alone Babel 2.18 lets one language's names leak into others (it resolves "LLL" once).
_PATTERNS = {
    **{(language, "MMM"): "MMM" for language in LANGUAGES},
    ("en", "yMMMEd"): "EEE d MMM y",
    ("en", "yMMMd"): "d MMM y",
    ("tr", "yMMMEd"): "d MMMM y EEEE",
    ("tr", "yMMMd"): "d MMMM y",
    ("tr", "yMMM"): "MMMM y",
}


def when(moment: datetime, zone: str, language: str) -> str:
    """Such as "Tue 1 Dec 2026, 13:00 Baku (UTC+4)"."""
    clock_time, place = clock(moment, zone), city_of(zone, language)
    offset = offset_words(moment, zone)
    named = f"{place} ({offset})" if place != offset else place
    return f"{day(moment, zone, language)}, {clock_time} {named}"


@lru_cache(_MANY)
def when_markup(moment: datetime, zone: str, language: str) -> Markup:
    return _time(moment, when(moment, zone, language), "when")


@lru_cache(_MANY)
def clock_markup(moment: datetime, zone: str) -> Markup:
    return _time(moment, clock(moment, zone), "clock")


def clock(moment: datetime, zone: str) -> str:
    """Such as "13:00", the same in every language."""
    return _local(moment, zone).strftime("%H:%M")


def day(moment: datetime, zone: str, language: str) -> str:
    """Such as "Tue 1 Dec 2026" as the language writes it."""
    return _written(_local(moment, zone).date(), "yMMMEd", language)


def month(moment: datetime, zone: str, language: str) -> str:
    """Such as "December 2026" as the language writes it."""
    return _written(_local(moment, zone).date().replace(day=1), "yMMMM", language)


def leaf(moment: datetime, zone: str, language: str) -> tuple[str, str]:
    """("Dec", "1"): what a leaf of a calendar shows."""
    local = _local(moment, zone).date()
    return _written(local, "MMM", language), str(local.day)


@lru_cache(_MANY)
def as_of(text: str, language: str) -> str:
    """Writes "2024-07-10", "2024-07" and "2024" as the language does; "FY2022" as it is."""
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return text
    skeleton = "yMMMd" if len(text) > len("2024-07") else "yMMM"
    parts = [int(part) for part in text.split("-")]
    return _written(date(*parts, *[1] * (3 - len(parts))), skeleton, language)


def same_day(moment: datetime, one: str, other: str) -> bool:
    """Whether the calendars of two zones show the same day."""
    return _local(moment, one).date() == _local(moment, other).date()


def offset_words(moment: datetime, zone: str) -> str:
    """Such as "UTC+4", "UTC−3:30", "UTC"."""
    offset = _local(moment, zone).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(2_000)
def city_of(zone: str, language: str) -> str:
    """The city a zone is named after, as the language calls it."""
    known = Locale.parse(language).time_zones
    for name in (zone, *_former_names().get(zone, ())):
        if city := known.get(name, {}).get("city"):
            return str(city)
    return zone.rpartition("/")[2].replace("_", " ")


@lru_cache(_MANY)
def number(value: float, language: str) -> str:
    return format_decimal(value, locale=Locale.parse(language))


def _time(moment: datetime, text: str, kind: str) -> Markup:
    stamp = moment.isoformat(timespec="seconds")
    return Markup('<time datetime="{}" data-shows="{}"><bdi>{}</bdi></time>').format(
        stamp, kind, text
    )


def _local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(_zone(zone))


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(_MANY)
def _written(day: date, skeleton: str, language: str) -> str:
    """A day costs 0.2 ms to write, so each is written once."""
    if pattern := _PATTERNS.get((language, skeleton)):
        return format_date(day, pattern, locale=language)
    return format_skeleton(skeleton, day, locale=language)


@cache
def _former_names() -> dict[str, list[str]]:
    """CLDR still files Kyiv under Kiev and Kolkata under Calcutta, in every language."""
    former: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        former.setdefault(new, []).append(old)
    return former
