"""The questions of the submission form, in its groups, with the guidance beside each."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.foundation.refusals import Sentence
from server.group.practices.forms import words
from server.group.practices.rules.answers import FEWEST_WORDS, MOST_WORDS, REQUIRED

Options = Mapping[str, Sentence]


@dataclass(frozen=True)
class Question:
    """`kind`: line, text, one, many, year, date, rows, addresses, country or language."""

    name: str
    kind: str
    label: Sentence
    hint: Sentence | None = None
    options: Options | None = None

    @property
    def needed(self) -> bool:
        return self.name in REQUIRED

    @property
    def most_words(self) -> int:
        return MOST_WORDS.get(self.name, 0)

    @property
    def fewest_words(self) -> int:
        return FEWEST_WORDS.get(self.name, 0)


@dataclass(frozen=True)
class Group:
    """Questions that belong together, one page of the form."""

    name: str
    label: Sentence
    questions: tuple[Question, ...]


IDENTITY = Group("identity", Sentence("What it is"), (
    Question("title", "line", Sentence("Title"), Sentence(
        "Say what is done, for whom. No slogans, no names of children.")),
    Question("country", "country", Sentence("Country"), Sentence(
        "Where it is done, not where the author sits.")),
    Question("submitting_body", "line", Sentence("Body that submits it"), Sentence(
        "The ministry, agency or organisation. Your head of delegation clears it.")),
    Question("contact_role", "line", Sentence("Contact"), Sentence(
        "A function and a shared mailbox, not a person. Only members see it.")),
    Question("language", "language", Sentence("Language you write in"), Sentence(
        "This text stays the authoritative one, whatever is translated later.")),
    Question("practice_type", "one", Sentence("Kind of practice"), Sentence(
        "Choose the main one."), words.TYPES),
    Question("more_types", "many", Sentence("Other kinds"), Sentence(
        "Up to two more."), words.TYPES),
    Question("care_type", "one", Sentence("Kind of care"), None, words.CARE),
    Question("local_term", "line", Sentence("Legal term in your country"), Sentence(
        "In its own language, for example koruyucu aile.")),
    Question("category", "one", Sentence("Category"), Sentence(
        "A failure honestly described is a valid lesson."), words.CATEGORIES),
))  # fmt: skip
RELEVANCE = Group("relevance", Sentence("Why it matters"), (
    Question("summary", "text", Sentence("Summary"), Sentence(
        "The problem, what is done, for whom, with what result. Plain language.")),
    Question("problem", "text", Sentence("The problem"), Sentence(
        "Its size, with one figure and the source of the figure.")),
    Question("link_to_declaration", "many", Sentence("Which aim of the Declaration it serves"),
             Sentence("Choose all that apply."), words.PROVISIONS),
))  # fmt: skip
INTERVENTION = Group("intervention", Sentence("What is done"), (
    Question("target_group", "text", Sentence("For whom"), Sentence(
        "Age bands, never individual children.")),
    Question("target_tags", "many", Sentence("Among them"), Sentence(
        "Choose all that apply."), words.TARGETS),
    Question("approach", "text", Sentence("The approach"), Sentence(
        "Activities, steps, who does what: enough for a reader to repeat it.")),
    Question("started_year", "year", Sentence("Year it began"), Sentence(
        "A good practice has run for one full year at least.")),
    Question("ended_year", "year", Sentence("Year it ended"), Sentence(
        "Leave this empty if it goes on.")),
    Question("scale", "text", Sentence("Scale"), Sentence(
        "Children, families, regions, each with date and source. Say whether a figure counts "
        "those there on a day, or those who came in a year.")),
))  # fmt: skip
SAFETY = Group("safety", Sentence("Evidence base, ethics and privacy"), (
    Question("theory_or_evidence_base", "text", Sentence("Why it should work"), Sentence(
        "The idea behind it and earlier research, with addresses.")),
    Question("ethics_statement", "many", Sentence("Ethics"), Sentence(
        "All must hold before you submit."), words.ETHICS),
    Question("privacy_declaration", "many", Sentence("Privacy"), Sentence(
        "All must hold before you submit."), words.PRIVACY),
    Question("consent_evidence", "one", Sentence("Consent"), Sentence(
        "If there is a story, a quotation or an image. The consent itself stays with you."),
        words.CONSENT),
))  # fmt: skip
RESULTS = Group("results", Sentence("What came of it"), (
    Question("outcomes", "rows", Sentence("Outcomes"), Sentence(
        "Outcomes before outputs; state the denominator. At least one row with what was "
        "measured, the result and the source.")),
    Question("evaluation_design", "one", Sentence("How it was evaluated"), Sentence(
        "This decides the evidence label that readers see."), words.DESIGNS),
    Question("sample_size", "line", Sentence("Sample size"), Sentence(
        "For each group, if groups were compared or drawn by lot.")),
    Question("unintended_effects", "text", Sentence("Unintended effects"), Sentence(
        "Null or negative results too. That none were looked for is an honest answer.")),
    Question("resources", "text", Sentence("Resources"), Sentence(
        "Staff, training hours, unit cost with currency and year, who pays. Approximate is "
        "better than empty; say if unknown.")),
    Question("equity", "text", Sentence("Equity"), Sentence(
        "Who is left out: disability, minority, rural, gender.")),
))  # fmt: skip
TRANSFER = Group("transfer", Sentence("Using it elsewhere"), (
    Question("transferability", "text", Sentence("Transferability"), Sentence(
        "Legal preconditions, workforce, culture, religion, licence.")),
    Question("tried_elsewhere", "one", Sentence("Tried elsewhere"), None, words.TRIED),
    Question("sustainability", "text", Sentence("Sustainability"), Sentence(
        "Budget line, law, staff after the project ends.")),
    Question("participation", "text", Sentence("Participation"), Sentence(
        "How children, care leavers, carers and birth parents shaped it.")),
    Question("partners", "text", Sentence("Partners"), Sentence("Institutions only.")),
))  # fmt: skip
PUBLICATION = Group("publication", Sentence("Sources and publication"), (
    Question("sources", "addresses", Sentence("Sources"), Sentence(
        "One web address a line; at least one that a reader can open.")),
    Question("visibility", "one", Sentence("Who shall read it"), None, words.VISIBILITY),
    Question("review_due", "date", Sentence("To be reviewed by"), Sentence(
        "Year-month-day. Two years after publication, as a rule.")),
))  # fmt: skip

GROUPS = (IDENTITY, RELEVANCE, INTERVENTION, SAFETY, RESULTS, TRANSFER, PUBLICATION)

EVIDENCE_NOTE = Question("evidence_note", "text", Sentence("What the evidence is worth"))
REGISTERED = (
    Question("title", "line", Sentence("Title")),
    Question("country", "country", Sentence("Country")),
    Question("language", "language", Sentence("Language you write in")),
    Question("summary", "text", Sentence("Summary"), RELEVANCE.questions[0].hint),
    Question("problem", "text", Sentence("The problem")),
    Question("target_group", "text", Sentence("For whom")),
    Question("approach", "text", Sentence("The approach")),
    Question("started_year", "year", Sentence("Year it began")),
    Question("outcomes", "rows", Sentence("Outcomes")),
    Question("evidence", "one", Sentence("Evidence"), None, words.EVIDENCE),
    EVIDENCE_NOTE,
    Question("resources", "text", Sentence("Resources")),
    Question("transferability", "text", Sentence("Transferability")),
    Question("sources", "addresses", Sentence("Sources"), PUBLICATION.questions[0].hint),
)
"""What the secretariat answers from public sources, leaving empty what they do not state."""

IN_THE_FACTS = ("summary", "started_year", "ended_year")
QUESTIONS = {question.name: question for group in GROUPS for question in group.questions}


def sections(*, registered: bool) -> tuple[Group, ...]:
    """What stands below the facts of a practice; of a registered one, what a source can state."""
    told = ((group, _told(group, registered)) for group in GROUPS[1:])
    return tuple(_headed(group, questions) for group, questions in told if questions)


def _headed(group: Group, questions: tuple[Question, ...]) -> Group:
    """One question alone is its own heading."""
    label = questions[0].label if len(questions) == 1 else group.label
    return Group(group.name, label, questions)


def _told(group: Group, registered: bool) -> tuple[Question, ...]:
    asked = (*group.questions, EVIDENCE_NOTE) if group is RESULTS else group.questions
    stated = {question.name for question in REGISTERED}
    return tuple(
        question
        for question in asked
        if question.name not in IN_THE_FACTS and (not registered or question.name in stated)
    )
