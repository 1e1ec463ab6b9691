"""The hours of a session as a page shows them: zones to choose from, months, two clocks."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from itertools import groupby

from server.foundation.clock import now
from server.foundation.language import names
from server.foundation.language.choosing import zones
from server.foundation.language.dates import city_of, month, offset_words, same_day
from server.group.sessions.models import Session
from server.group.sessions.rules import YEARS, clocks_differ

Choices = list[tuple[str, str]]


def zone_choices(language: str) -> Callable[[str, str], Choices]:
    """For a form: every zone by its city, with its offset at noon of the day that was typed."""

    def choices(day: str, chosen: str) -> Choices:
        moment = _noon(day)
        known = [(zone, _named(zone, moment, language)) for zone in zones()]
        known.sort(key=lambda choice: names.sort_key(choice[1], language))
        # What was typed stays, even if it is no zone: the form says so beside it.
        return known if chosen in zones() or not chosen else [(chosen, chosen), *known]

    return choices


def two_clocks(session: Session, zone: str) -> dict[str, bool]:
    """Whether reader and host read another hour, or even another day, at its beginning."""
    return {
        "two_clocks": clocks_differ(session.starts_at, zone, session.zone),
        "other_day": not same_day(session.starts_at, zone, session.zone),
    }


def by_month(
    sessions: Iterable[Session], zone: str, language: str
) -> list[tuple[str, list[Session]]]:
    """In the order given, under the month that the reader's calendar shows."""
    grouped = groupby(sessions, key=lambda one: month(one.starts_at, zone, language))
    return [(heading, list(held)) for heading, held in grouped]


def _noon(day: str) -> datetime:
    """Of the day that was typed, if it is one that a session can have; else this moment."""
    try:
        moment = datetime.combine(datetime.fromisoformat(day).date(), time(12), UTC)
    except ValueError:
        return now()
    return moment if moment.year in range(*YEARS) else now()


def _named(zone: str, moment: datetime, language: str) -> str:
    city, offset = city_of(zone, language), offset_words(moment, zone)
    return city if city == offset else f"{city} ({offset})"
