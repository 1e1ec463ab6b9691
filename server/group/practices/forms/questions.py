"""The questions of the submission form, in its groups, with the guidance beside each."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.foundation.refusals import Refusal as Words
from server.group.practices.forms import words

Options = Mapping[str, Words]


@dataclass(frozen=True)
class Question:
    """`kind`: text, long, radio, checkbox, year, outcomes or sources."""

    name: str
    kind: str
    label: Words
    hint: Words = Words("")
    options: Options | None = None
    rows: int = 4


@dataclass(frozen=True)
class Group:
    """Questions that belong together."""

    name: str
    label: Words
    questions: tuple[Question, ...]


def _text(name: str, label: Words, hint: Words) -> Question:
    return Question(name, "text", label, hint)


def _long(name: str, label: Words, hint: Words, rows: int = 4) -> Question:
    return Question(name, "long", label, hint, rows=rows)


GROUPS = (
    Group("identity", Words("What it is and who stands behind it"), (
        _text("title", Words("Title"), Words(
            "Say what is done, for whom. No slogans, no names of children.")),
        _text("submitting_body", Words("Body that submits it"), Words(
            "The ministry, agency or organisation. Your head of delegation clears it.")),
        _text("contact_role", Words("Contact"), Words(
            "A function and a shared mailbox, not a person. Only members see it.")),
        Question("language", "radio", Words("Language you write in"), Words(
            "This text stays the authoritative one."), None),
        Question("practice_type", "radio", Words("Kind of practice"), Words(
            "Choose the main one."), words.TYPES),
        Question("care_type", "radio", Words("Kind of care"), Words(
            "Add the legal term of your country in the summary."), words.CARE),
        Question("category", "radio", Words("Category"), Words(
            "A failure honestly described is a valid lesson."), words.CATEGORIES),
    )),
    Group("relevance", Words("Why it matters"), (
        _long("summary", Words("Summary"), Words(
            "60 to 150 words: the problem, what is done, for whom, with what result.")),
        _long("problem", Words("The problem"), Words(
            "Its size, with one figure and its source. At most 200 words.")),
        Question("link_to_declaration", "checkbox", Words("Which aim of the Declaration it serves"),
                 Words("Choose all that apply."), words.PROVISIONS),
    )),
    Group("intervention", Words("What is done"), (
        _text("target_group", Words("For whom"), Words("Age bands, never individual children.")),
        _long("approach", Words("The approach"), Words(
            "Steps, and who does what; enough for a reader to repeat it. At most 400 words."), 8),
        Question("started_year", "year", Words("Year it began"), Words("Four digits.")),
        Question("ended_year", "year", Words("Year it ended"), Words("Leave empty if it goes on.")),
        _long("scale", Words("Scale"), Words(
            "Children, families, regions; say the date, the source, and whether it is a stock "
            "or a flow.")),
    )),
    Group("safety", Words("Evidence base, ethics and privacy"), (
        _long("theory_or_evidence_base", Words("Why it should work"), Words(
            "Earlier research, with links. At most 150 words.")),
        Question("ethics_statement", "checkbox", Words("Ethics"), Words("All must hold."),
                 words.ETHICS),
        Question("privacy_declaration", "checkbox", Words("Privacy"), Words("All must hold."),
                 words.PRIVACY),
    )),
    Group("results", Words("What came of it"), (
        Question("outcomes", "outcomes", Words("Outcomes"), Words(
            "Outcomes before outputs; state the denominator. Empty rows do not count.")),
        Question("evaluation_design", "radio", Words("How it was evaluated"), Words(
            "This decides the evidence label."), words.DESIGNS),
        _text("sample_size", Words("Sample size"), Words(
            "For each group, if there was a comparison.")),
        _long("unintended_effects", Words("Unintended effects"), Words(
            "Null or negative results too. That none were looked for is an honest answer.")),
        _long("resources", Words("Resources"), Words(
            "Staff, training hours, unit cost with currency and year, funding. Say if unknown.")),
        _long("equity", Words("Equity"), Words(
            "Who is left out: disability, minority, rural, gender. At most 150 words.")),
    )),
    Group("use", Words("Using it elsewhere"), (
        _long("transferability", Words("Transferability"), Words(
            "Legal preconditions, workforce, culture, licence. At most 200 words.")),
        _long("sustainability", Words("Sustainability"), Words(
            "Budget line, law, staff after the project ends. At most 150 words.")),
        _long("participation", Words("Participation"), Words(
            "How children, care leavers, carers and birth parents shaped it. "
            "At most 150 words.")),
        _long("partners", Words("Partners"), Words("Institutions only. Not required."), 2),
        Question("sources", "sources", Words("Sources"), Words(
            "One web address a line; at least one that a reader can open.")),
    )),
)  # fmt: skip

LABELS = {question.name: question.label for group in GROUPS for question in group.questions}
