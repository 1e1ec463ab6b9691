"""When a remark can be made, and when a repeat is one."""

from uuid import UUID

import pytest

from server.foundation.refusals import Refusal
from server.group.discussion.rules import (
    CHAIR_SPEAKS,
    FLOOR_CLOSED,
    MEMBERS_SPEAK,
    OTHER_TEXT,
    Floor,
    why_not_remark,
    why_not_repeat,
)

HERE, THERE = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("floor", "allowed", "refusal"),
    [
        (Floor.OPEN, True, None),
        (Floor.OPEN, False, MEMBERS_SPEAK),
        (Floor.CHAIR_ONLY, True, None),
        (Floor.CHAIR_ONLY, False, CHAIR_SPEAKS),
        (Floor.CLOSED, True, FLOOR_CLOSED),
        (Floor.CLOSED, False, FLOOR_CLOSED),
    ],
)
def test_who_may_speak_depends_on_the_floor(
    floor: Floor, allowed: bool, refusal: Refusal | None
) -> None:
    assert why_not_remark(floor, allowed=allowed) == refusal


@pytest.mark.parametrize(
    ("repeated", "refusal"),
    [((HERE, "Hello"), None), ((HERE, "Other"), OTHER_TEXT), ((THERE, "Hello"), OTHER_TEXT)],
)
def test_a_repeat_is_the_same_text_in_the_same_room(
    repeated: tuple[UUID, str], refusal: Refusal | None
) -> None:
    assert why_not_repeat((HERE, "Hello"), repeated) == refusal
