"""Times as a reader needs them: always with the place whose clock is meant.

Zone names of CLDR are left out on purpose: they call Istanbul's time "summer time" in one
language and not in another. A city and an offset are never wrong.
"""

from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_skeleton, get_timezone_location
from babel.numbers import format_decimal
from markupsafe import Markup

_MANY = 20_000


def when(moment: datetime, zone: str, language: str) -> str:
    """"Tue, Dec 1, 2026, 13:00 Baku (UTC+4)"."""
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


@lru_cache(_MANY)
def clock(moment: datetime, zone: str) -> str:
    """"13:00", the same in every language."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")


@lru_cache(_MANY)
def day(moment: datetime, zone: str, language: str) -> str:
    """"Tue, Dec 1, 2026" as the language writes it."""
    local = moment.astimezone(ZoneInfo(zone))
    return format_skeleton("yMMMEd", local, locale=language)


@lru_cache(_MANY)
def month(moment: datetime, zone: str, language: str) -> str:
    """"December 2026" as the language writes it."""
    return format_skeleton("yMMMM", moment.astimezone(ZoneInfo(zone)), locale=language)


def same_day(moment: datetime, one: str, other: str) -> bool:
    """Whether the calendars of two zones show the same day."""
    here, there = moment.astimezone(ZoneInfo(one)), moment.astimezone(ZoneInfo(other))
    return here.date() == there.date()


def offset_words(moment: datetime, zone: str) -> str:
    """"UTC+4", "UTC−3:30", "UTC"."""
    offset = moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(2_000)
def city_of(zone: str, language: str) -> str:
    """The city a zone is named after, as the language calls it."""
    if zone == "UTC":
        return "UTC"
    city = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    return city.rpartition("/")[2]


@lru_cache(_MANY)
def number(value: float, language: str) -> str:
    return format_decimal(value, locale=Locale.parse(language))


def _time(moment: datetime, text: str, kind: str) -> Markup:
    stamp = moment.isoformat(timespec="seconds")
    return Markup('<time datetime="{}" data-shows="{}"><bdi>{}</bdi></time>').format(
        stamp, kind, text
    )
