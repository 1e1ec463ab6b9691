"""The stages of a practice, and why an act is not possible now."""

from collections.abc import Mapping
from enum import StrEnum

from server.foundation.refusals import Refusal
from server.group.practices.rules.answers import Answer, missing, too_long


class Stage(StrEnum):
    """Where a practice stands; every stage but the first is an act with an author and a date."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MEMBERS = "members"
    PUBLIC = "public"


OPEN = (Stage.MEMBERS.value, Stage.PUBLIC.value)
"""The stages in which the group reads a practice, and not only its own delegation."""

STAGE_NAMES = {
    Stage.DRAFT: Refusal("Draft"),
    Stage.SUBMITTED: Refusal("Waiting for clearance"),
    Stage.MEMBERS: Refusal("Visible to the group"),
    Stage.PUBLIC: Refusal("Public"),
}

NOT_A_DRAFT = Refusal("This practice is no longer a draft, so its text stays as it was submitted.")
NOT_SUBMITTED = Refusal("A practice is cleared once its author has submitted it.")
INCOMPLETE = Refusal("Some answers still need your attention. Each is named here with a link.")
CHANGED_SINCE_READ = Refusal(
    "Somebody else changed this practice after you opened the page. Please read it again below, "
    "then decide."
)
REGISTERED_BEFORE = Refusal("There is a practice with this title from this country already.")


def why_not_change(stage: Stage) -> Refusal | None:
    return None if stage is Stage.DRAFT else NOT_A_DRAFT


def why_not_submit(stage: Stage, answers: Mapping[str, Answer], *, as_read: bool) -> Refusal | None:
    """`as_read`: the text is still the one that whoever submits has seen."""
    if stage is not Stage.DRAFT:
        return NOT_A_DRAFT
    if not as_read:
        return CHANGED_SINCE_READ
    return INCOMPLETE if missing(answers) or too_long(answers) else None


def why_not_clear(stage: Stage, *, as_read: bool) -> Refusal | None:
    if stage is not Stage.SUBMITTED:
        return NOT_SUBMITTED
    return None if as_read else CHANGED_SINCE_READ
