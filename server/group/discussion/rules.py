"""When a remark can be made."""

from enum import StrEnum
from uuid import UUID

from server.foundation.refusals import Refusal

LONGEST_REMARK = 4_000
PAGE = 50
LANGUAGES = ("en", "tr", "az", "ru", "ar", "fr", "es")


class Floor(StrEnum):
    """Who may speak in a room now."""

    OPEN = "open"
    CHAIR_ONLY = "chair_only"
    CLOSED = "closed"


FLOOR_CLOSED = Refusal("The discussion is closed. What was said stays readable.")
CHAIR_SPEAKS = Refusal("Only the chair speaks at the moment.")
MEMBERS_SPEAK = Refusal("Observers read along; the chair can give an observer the floor.")
OTHER_TEXT = Refusal(
    "Your remark was already posted, with another text. Post once more to add this one as well."
)


STATES = {Floor.OPEN: "floor_open", Floor.CHAIR_ONLY: "chair_only", Floor.CLOSED: "closed"}
"""The floor as the permission table calls it; no row allows anybody to speak when it is closed."""


def why_not_remark(floor: Floor, *, allowed: bool) -> Refusal | None:
    """`allowed` is the table's answer for this person while the floor stands so."""
    if floor is Floor.CLOSED:
        return FLOOR_CLOSED
    if allowed:
        return None
    return CHAIR_SPEAKS if floor is Floor.CHAIR_ONLY else MEMBERS_SPEAK


def why_not_repeat(stored: tuple[UUID, str], repeated: tuple[UUID, str]) -> Refusal | None:
    """The same room and text under the same client id are the same remark; else it is a mistake."""
    return None if stored == repeated else OTHER_TEXT
