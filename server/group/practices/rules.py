"""The stages of a practice, what it must say, and why an act is not possible now."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from server.foundation.refusals import Refusal


class Stage(StrEnum):
    """Where a practice stands; every stage but the first is an act with a date."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    MEMBERS = "members"
    PUBLIC = "public"


STAGE_NAMES = {
    Stage.DRAFT: Refusal("Draft"),
    Stage.SUBMITTED: Refusal("Waiting for clearance"),
    Stage.MEMBERS: Refusal("Visible to the group"),
    Stage.PUBLIC: Refusal("Public"),
}

# The fields of the submission form that must be answered before a practice leaves its author.
REQUIRED = (
    "title", "submitting_body", "contact_role", "language", "practice_type", "care_type",
    "category", "summary", "problem", "link_to_declaration", "target_group", "approach",
    "started_year", "scale", "theory_or_evidence_base", "ethics_statement",
    "privacy_declaration", "outcomes", "evaluation_design", "unintended_effects", "resources",
    "equity", "transferability", "sustainability", "participation", "sources",
)  # fmt: skip
ALL_TICKED = {"ethics_statement": 5, "privacy_declaration": 2}
WORDS = {
    "summary": 150,
    "problem": 200,
    "approach": 400,
    "theory_or_evidence_base": 150,
    "unintended_effects": 150,
    "equity": 150,
    "transferability": 200,
    "sustainability": 150,
    "participation": 150,
}

NOT_A_DRAFT = Refusal("This practice is no longer a draft, so its text stays as it was submitted.")
NOT_SUBMITTED = Refusal("A practice is cleared once its author has submitted it.")
INCOMPLETE = Refusal("Some answers are still missing. They are named above the form.")

Answer = str | int | Sequence[object] | None


def missing(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The required fields without an answer, and the checklists not wholly ticked."""
    return tuple(name for name in REQUIRED if not _answered(name, answers.get(name)))


def _answered(name: str, answer: Answer) -> bool:
    if name in ALL_TICKED:
        return isinstance(answer, Sequence) and len(answer) == ALL_TICKED[name]
    return bool(answer)


def too_long(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The texts with more words than the form allows."""
    return tuple(name for name, most in WORDS.items() if words(answers.get(name)) > most)


def words(answer: Answer) -> int:
    return len(answer.split()) if isinstance(answer, str) else 0


def why_not_change(stage: Stage) -> Refusal | None:
    return None if stage is Stage.DRAFT else NOT_A_DRAFT


def why_not_submit(stage: Stage, answers: Mapping[str, Answer]) -> Refusal | None:
    if stage is not Stage.DRAFT:
        return NOT_A_DRAFT
    return INCOMPLETE if missing(answers) or too_long(answers) else None


def why_not_clear(stage: Stage) -> Refusal | None:
    return None if stage is Stage.SUBMITTED else NOT_SUBMITTED
