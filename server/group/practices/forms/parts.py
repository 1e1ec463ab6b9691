"""What is submitted with each page of the form: anything may still be empty but the title."""

from collections.abc import Container
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from server.foundation.entries import Year
from server.foundation.forms import SENTENCES, Misfit
from server.foundation.language.countries import COUNTRIES
from server.foundation.language.names import LANGUAGES
from server.foundation.refusals import Sentence
from server.group.practices.forms import words
from server.group.practices.rules.answers import CELLS, Answer

NOT_AN_ADDRESS = Sentence("Each line must be a web address that begins with https:// or http://.")
ENDS_BEFORE = Sentence("It cannot have ended before it began.")


def among(known: Container[str]) -> AfterValidator:
    def check(value: str) -> str:
        if value not in known:
            raise Misfit(SENTENCES["enum"])
        return value

    return AfterValidator(check)


def _addresses(value: str) -> str:
    lines = [line.strip() for line in value.splitlines() if line.strip()]
    if any(" " in line or not line.startswith(("https://", "http://")) for line in lines):
        raise Misfit(NOT_AN_ADDRESS)
    return "\n".join(lines)


Title = Annotated[str, Field(max_length=120)]
Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=5_000)]
Cells = Annotated[list[Annotated[str, Field(max_length=600)]], Field(max_length=20)]
Addresses = Annotated[str, Field(max_length=10_000), AfterValidator(_addresses)]
Country = Annotated[str, among(COUNTRIES)]
Language = Annotated[str, among(LANGUAGES)]
TypeOfPractice = Annotated[str, among(words.TYPES)]


class Part(BaseModel):
    """One page of the form, the version it was opened on, and where to go on to."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    then: Literal["next", "list", "more"] = "next"

    def answers(self) -> dict[str, Answer]:
        """By the names of the questions: lines of addresses as a list, dates as they are typed."""
        answers: dict[str, Answer] = self.model_dump(mode="json", exclude={"version", "then"})
        if "sources" in answers:
            answers["sources"] = str(answers["sources"]).splitlines()
        return answers


class WithOutcomes(Part):
    """Rows of outcomes arrive as columns: the first of each belongs to the first row."""

    outcome_indicator: Cells = []
    outcome_baseline: Cells = []
    outcome_result: Cells = []
    outcome_period: Cells = []
    outcome_source: Cells = []

    def answers(self) -> dict[str, Answer]:
        answers = super().answers()
        columns = [answers.pop(f"outcome_{cell}") for cell in CELLS]
        rows = zip(*(column for column in columns if isinstance(column, list)), strict=False)
        return {
            **answers,
            "outcomes": [dict(zip(CELLS, row, strict=True)) for row in rows if any(row)],
        }


class Identity(Part):
    """What it is and who stands behind it."""

    title: Title
    country: Country
    submitting_body: Line = ""
    contact_role: Line = ""
    language: Language
    practice_type: TypeOfPractice = ""
    more_types: Annotated[list[TypeOfPractice], Field(max_length=2)] = []
    care_type: Annotated[str, among(words.CARE)] = ""
    local_term: Line = ""
    category: Annotated[str, among(words.CATEGORIES)] = ""


class Relevance(Part):
    """Why it matters."""

    summary: Text = ""
    problem: Text = ""
    link_to_declaration: list[Annotated[str, among(words.PROVISIONS)]] = []


class Intervention(Part):
    """What is done."""

    target_group: Text = ""
    target_tags: list[Annotated[str, among(words.TARGETS)]] = []
    approach: Text = ""
    started_year: Year | None = None
    ended_year: Year | None = None
    scale: Text = ""

    @field_validator("ended_year")
    @classmethod
    def _after_it_began(cls, ended: int | None, info: ValidationInfo[None]) -> int | None:
        began: int | None = info.data.get("started_year")
        if ended and began and ended < began:
            raise Misfit(ENDS_BEFORE)
        return ended


class Safety(Part):
    """Evidence base, ethics and privacy."""

    theory_or_evidence_base: Text = ""
    ethics_statement: list[Annotated[str, among(words.ETHICS)]] = []
    privacy_declaration: list[Annotated[str, among(words.PRIVACY)]] = []
    consent_evidence: Annotated[str, among(words.CONSENT)] = ""


class Results(WithOutcomes):
    """What came of it."""

    evaluation_design: Annotated[str, among(words.DESIGNS)] = ""
    sample_size: Line = ""
    unintended_effects: Text = ""
    resources: Text = ""
    equity: Text = ""


class Transfer(Part):
    """Using it elsewhere."""

    transferability: Text = ""
    tried_elsewhere: Annotated[str, among(words.TRIED)] = ""
    sustainability: Text = ""
    participation: Text = ""
    partners: Text = ""


class Publication(Part):
    """Sources and publication."""

    sources: Addresses = ""
    visibility: Annotated[str, among(words.VISIBILITY)] = ""
    review_due: date | None = None


class Registration(WithOutcomes):
    """What the secretariat registers from public sources; empty is what they do not state."""

    title: Annotated[str, Field(max_length=200)]
    country: Country
    language: Language
    summary: Annotated[Text, Field(min_length=1)]
    problem: Text = ""
    target_group: Text = ""
    approach: Text = ""
    started_year: Year | None = None
    evidence: Annotated[str, among(words.EVIDENCE), Field(exclude=True)] = ""
    evidence_note: Text = ""
    resources: Text = ""
    transferability: Text = ""
    sources: Annotated[Addresses, Field(min_length=1)]


SHAPES: dict[str, type[Part]] = {
    "identity": Identity,
    "relevance": Relevance,
    "intervention": Intervention,
    "safety": Safety,
    "results": Results,
    "transfer": Transfer,
    "publication": Publication,
}
