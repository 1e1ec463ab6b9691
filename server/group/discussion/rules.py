"""When a remark can be made."""

from enum import StrEnum

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
OTHER_TEXT = Refusal("This remark was already posted with another text. Please load the page anew.")


def why_not_remark(floor: Floor, *, chair: bool, allowed: bool) -> Refusal | None:
    """`allowed` is the table's answer for this role in this room."""
    if floor is Floor.CLOSED:
        return FLOOR_CLOSED
    if floor is Floor.CHAIR_ONLY and not chair:
        return CHAIR_SPEAKS
    return None if allowed else MEMBERS_SPEAK


def why_not_repeat(stored: str, repeated: str) -> Refusal | None:
    """A repeat with the same client id is the same remark, or it is a mistake."""
    return None if stored == repeated else OTHER_TEXT
