"""When a session begins, when each item does, and why an agenda cannot be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from server.foundation.refusals import Refusal

Listed = TypeVar("Listed")


class Stage(StrEnum):
    """Who knows of a session: the members, or everybody. Its agenda is for members alone."""

    SCHEDULED = "scheduled"
    PUBLIC = "public"


class Turn(StrEnum):
    """Where the clocks go back an hour comes twice; which of the two is meant."""

    FIRST = "first"
    SECOND = "second"


STAGE_NAMES = {
    Stage.PUBLIC: Refusal("Everybody"),
    Stage.SCHEDULED: Refusal("Members only"),
}
TURN_NAMES = {
    Turn.FIRST: Refusal("The first, before the clocks go back"),
    Turn.SECOND: Refusal("The second, after the clocks have gone back"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A session as somebody wants it; `wall` and `zone` are what the host agreed on."""

    title: str
    wall: datetime
    zone: str
    minutes: int
    turn: Turn | None = None
    purpose: str = ""
    place: str = ""
    link: str = ""
    stage: Stage = Stage.PUBLIC


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of an agenda as somebody wants it."""

    title: str
    minutes: int
    note: str = ""
    practice_id: UUID | None = None


SHORTEST = 5
LONGEST = 600
MOST_ITEMS = 60
YEARS = (2020, 2100)
"""A session lies in one of these; the last is the first that is too far."""

NO_SUCH_ZONE = Refusal("There is no time zone of this name. Choose one from the list.")
NO_SUCH_TIME = Refusal(
    "%(hour)s does not exist in %(place)s on that day: the clocks go forward over it. "
    "Choose an earlier or a later time."
)
TIME_COMES_TWICE = Refusal(
    "%(hour)s comes twice in %(place)s on that day: the clocks go back. "
    "Say below which of the two you mean."
)
REMARKS_STAND = Refusal("Members have spoken on this item, so it stays on the agenda.")
AT_THE_END = Refusal("This item cannot be moved any further.")
TOO_MANY_ITEMS = Refusal("An agenda has at most %(most)s items.")
NOT_TO_TAKE_UP = Refusal("This practice cannot be taken up: the group does not see it.")
ITEM_GONE = Refusal("Somebody else has taken this item off the agenda in the meantime.")


def why_not_meet_in(zone: str, *, known: bool) -> Refusal | None:
    """`known` says whether the zone is one of those named after a place."""
    return None if known and zone else NO_SUCH_ZONE


def why_not_begin_at(wall: datetime, zone: str) -> Refusal | None:
    """A wall time that the clocks leap over is no time at all."""
    there_and_back = moment_of(wall, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return None if there_and_back == wall else _about(NO_SUCH_TIME, wall, zone)


def why_not_leave_open(wall: datetime, zone: str, turn: Turn | None) -> Refusal | None:
    """A wall time that comes twice needs a word on which is meant."""
    return _about(TIME_COMES_TWICE, wall, zone) if turn is None and twice(wall, zone) else None


def why_not_schedule(plan: Plan, *, zone_known: bool) -> Refusal | None:
    if refusal := why_not_meet_in(plan.zone, known=zone_known):
        return refusal
    return why_not_begin_at(plan.wall, plan.zone) or why_not_leave_open(
        plan.wall, plan.zone, plan.turn
    )


def moment_of(wall: datetime, zone: str, turn: Turn | None = None) -> datetime:
    """The instant of a wall time; of two the earlier one, unless the second is meant."""
    fold = 1 if turn is Turn.SECOND else 0
    return wall.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def twice(wall: datetime, zone: str) -> bool:
    """Whether this wall time comes twice on that day."""
    return moment_of(wall, zone) < moment_of(wall, zone, Turn.SECOND)


def clocks_differ(moment: datetime, one: str, other: str) -> bool:
    """Whether two places read another hour from their clocks."""
    return moment.astimezone(ZoneInfo(one)).utcoffset() != (
        moment.astimezone(ZoneInfo(other)).utcoffset()
    )


def starts_of(begins: datetime, minutes: Sequence[int]) -> list[datetime]:
    """When each item begins: one after another."""
    starts, at = [], begins
    for length in minutes:
        starts.append(at)
        at += timedelta(minutes=length)
    return starts


def minutes_over(session_minutes: int, item_minutes: Sequence[int]) -> int:
    """By how much the items are longer than the session; negative if time is left."""
    return sum(item_minutes) - session_minutes


def why_not_add(items: int) -> Refusal | None:
    return TOO_MANY_ITEMS.of(most=MOST_ITEMS) if items >= MOST_ITEMS else None


def why_not_move(place: int, step: int, items: int) -> Refusal | None:
    """`place` counts from 0."""
    return None if step and 0 <= place + step < items else AT_THE_END


def moved(listed: Sequence[Listed], place: int, step: int) -> list[Listed]:
    """The same in another order: the one at `place` goes up (-1) or down (1)."""
    order = list(listed)
    order.insert(place + step, order.pop(place))
    return order


def why_not_remove(remarks: int) -> Refusal | None:
    return REMARKS_STAND if remarks else None


def why_not_take_up(*, seen: bool) -> Refusal | None:
    return None if seen else NOT_TO_TAKE_UP


def _about(refusal: Refusal, wall: datetime, zone: str) -> Refusal:
    place = zone.rpartition("/")[2].replace("_", " ")
    return refusal.of(hour=f"{wall:%H:%M}", place=place)
