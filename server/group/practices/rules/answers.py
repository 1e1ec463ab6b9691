"""The answers of the submission form: which are needed, how long they may be, what follows."""

import re
from collections.abc import Mapping, Sequence

Rows = Sequence[Mapping[str, str]]
Answer = str | int | Sequence[str] | Rows | None

REQUIRED = (
    "title", "country", "submitting_body", "contact_role", "language", "practice_type",
    "care_type", "category", "summary", "problem", "link_to_declaration", "target_group",
    "approach", "started_year", "scale", "theory_or_evidence_base", "ethics_statement",
    "privacy_declaration", "outcomes", "evaluation_design", "unintended_effects", "resources",
    "equity", "transferability", "tried_elsewhere", "sustainability", "participation",
    "visibility", "sources", "review_due",
)  # fmt: skip
COMPARES = ("comparison_group", "randomised")
ALL_TICKED = {"ethics_statement": 5, "privacy_declaration": 2}
CELLS = ("indicator", "baseline", "result", "period", "source")
NEEDED_IN_A_ROW = ("indicator", "result", "source")

MOST_WORDS = {
    "summary": 150, "problem": 200, "approach": 400, "theory_or_evidence_base": 150,
    "unintended_effects": 150, "equity": 150, "transferability": 200, "sustainability": 150,
    "participation": 150,
}  # fmt: skip
FEWEST_WORDS = {"summary": 60}
LONGEST_SENTENCE = 260

# The design decides the label that readers see: the group's proposal, not a rule of others.
EVIDENCE_OF = {
    "none": "descriptive",
    "monitoring": "administrative_data",
    "internal_evaluation": "programme_evaluation",
    "independent_evaluation": "programme_evaluation",
    "pre_post_with_adjustment": "programme_evaluation",
    "comparison_group": "quasi_experimental",
    "randomised": "randomised",
}


def missing(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The required fields without an answer, and the checklists not wholly ticked."""
    needed = [*REQUIRED]
    if answers.get("evaluation_design") in COMPARES:
        needed.append("sample_size")
    return tuple(name for name in needed if not _answered(name, answers.get(name)))


def too_long(answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The texts with more words than the form allows."""
    return tuple(name for name, most in MOST_WORDS.items() if words(answers.get(name)) > most)


def words(answer: Answer) -> int:
    return len(answer.split()) if isinstance(answer, str) else 0


def evidence_of(answers: Mapping[str, Answer]) -> str:
    return EVIDENCE_OF.get(str(answers.get("evaluation_design")), "")


def first_sentence(text: str) -> str:
    """The one sentence a list shows; a very long one is cut after a word."""
    sentence = re.split(r"(?<=[.!?。؟।])\s+(?=\S)", text.strip(), maxsplit=1)[0]
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    cut = sentence[:LONGEST_SENTENCE]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:") + "…"


def _answered(name: str, answer: Answer) -> bool:
    if name in ALL_TICKED:
        return isinstance(answer, Sequence) and len(set(map(str, answer))) == ALL_TICKED[name]
    if name == "outcomes":
        return isinstance(answer, Sequence) and any(_whole(row) for row in answer)
    return bool(answer)


def _whole(row: object) -> bool:
    return isinstance(row, Mapping) and all(row.get(cell) for cell in NEEDED_IN_A_ROW)
