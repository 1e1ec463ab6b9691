"""When a session begins, when each item does, and why an agenda cannot be changed."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from server.foundation.refusals import Refusal


class Stage(StrEnum):
    """Where a session stands."""

    SCHEDULED = "scheduled"


LONGEST = 600
MOST_ITEMS = 60

NO_SUCH_ZONE = Refusal("There is no time zone of this name. Choose one from the list.")
NO_SUCH_TIME = Refusal(
    "This time does not exist in %(zone)s on that day: the clocks go forward over it. "
    "Choose an earlier or a later time."
)
REMARKS_STAND = Refusal("Members have spoken on this item, so it stays on the agenda.")
AT_THE_END = Refusal("This item cannot be moved any further.")
TOO_MANY_ITEMS = Refusal("An agenda has at most %(most)s items.")
NOT_TO_TAKE_UP = Refusal("This practice cannot be taken up: the group does not see it.")


def moment_of(wall: datetime, zone: str) -> datetime:
    """The instant of a wall time; of two (clocks go back) the earlier one."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def why_not_begin_at(wall: datetime, zone: str, *, known: bool) -> Refusal | None:
    if not known:
        return NO_SUCH_ZONE
    there_and_back = moment_of(wall, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return None if there_and_back == wall else NO_SUCH_TIME.of(zone=zone)


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


def why_not_move(position: int, to: int, items: int) -> Refusal | None:
    return None if position != to and 1 <= to <= items else AT_THE_END


def why_not_remove(remarks: int) -> Refusal | None:
    return REMARKS_STAND if remarks else None
