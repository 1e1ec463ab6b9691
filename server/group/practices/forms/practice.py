"""What an author submits: anything may still be empty but the title."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from server.foundation.forms import Misfit
from server.foundation.refusals import Refusal
from server.group.practices.models import Practice
from server.group.practices.rules import Answer

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=5_000)]
Cells = Annotated[list[Annotated[str, Field(max_length=600)]], Field(max_length=12)]
Year = Annotated[int, Field(ge=1900, le=2100)]

NOT_AN_ADDRESS = Refusal("Each line must be a web address that begins with https:// or http://.")
CELLS = ("indicator", "baseline", "result", "period", "source")


class PracticeForm(BaseModel):
    """The names are those of the group's submission form."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    title: Annotated[str, Field(max_length=120)]
    submitting_body: Line = ""
    contact_role: Line = ""
    language: Literal["en", "tr", "az", "ru", "ar", "fr", "es"] = "en"
    practice_type: Literal[
        "", "policy_or_law", "service_model", "training", "recruitment_awareness",
        "support_to_carers", "matching_gatekeeping", "leaving_care", "data_quality",
        "emergency_care", "kinship_kafala",
    ] = ""  # fmt: skip
    care_type: Literal[
        "", "long_term", "temporary_short_term", "emergency", "specialised", "kinship",
        "kafala_ihtidan", "respite", "professional", "not_applicable",
    ] = ""  # fmt: skip
    category: Literal["", "innovation", "lesson_learned", "good_practice"] = ""
    summary: Text = ""
    problem: Text = ""
    link_to_declaration: list[
        Literal["exchange", "30_june", "working_group", "dissemination"]
    ] = []
    target_group: Line = ""
    approach: Text = ""
    started_year: Year | None = None
    ended_year: Year | None = None
    scale: Text = ""
    theory_or_evidence_base: Text = ""
    ethics_statement: list[
        Literal["no_identifiable_child", "voluntary", "no_discrimination", "birth_family",
                "complaints"]
    ] = []  # fmt: skip
    privacy_declaration: list[Literal["no_names", "small_counts"]] = []
    outcome_indicator: Cells = []
    outcome_baseline: Cells = []
    outcome_result: Cells = []
    outcome_period: Cells = []
    outcome_source: Cells = []
    evaluation_design: Literal[
        "", "none", "monitoring", "internal_evaluation", "independent_evaluation",
        "pre_post_with_adjustment", "comparison_group", "randomised",
    ] = ""  # fmt: skip
    sample_size: Line = ""
    unintended_effects: Text = ""
    resources: Text = ""
    equity: Text = ""
    transferability: Text = ""
    sustainability: Text = ""
    participation: Text = ""
    partners: Text = ""
    sources: Text = ""

    @field_validator("sources")
    @classmethod
    def _addresses(cls, value: str) -> str:
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        if not all(line.startswith(("https://", "http://")) for line in lines):
            raise Misfit(NOT_AN_ADDRESS)
        return "\n".join(lines)

    def answers(self) -> dict[str, Answer]:
        """By the names of the questions; rows of outcomes and lines of sources as lists."""
        plain = self.model_dump(exclude={"version", "sources", *(f"outcome_{c}" for c in CELLS)})
        return {**plain, "outcomes": self._outcomes(), "sources": self.sources.splitlines()}

    def _outcomes(self) -> list[dict[str, str]]:
        columns = [getattr(self, f"outcome_{cell}") for cell in CELLS]
        rows = zip(*columns, strict=False)
        return [dict(zip(CELLS, row, strict=True)) for row in rows if any(row)]


def as_typed(practice: Practice) -> dict[str, str | list[str]]:
    """A practice as its form would have been filled in."""
    typed: dict[str, str | list[str]] = {"version": str(practice.version)}
    for name, answer in practice.said.items():
        if name == "outcomes":
            for cell in CELLS:
                typed[f"outcome_{cell}"] = [row.get(cell, "") for row in answer or []]  # type: ignore[union-attr, attr-defined, union-attr]
        elif name == "sources":
            typed[name] = "\n".join(answer or [])  # type: ignore[arg-type]
        elif isinstance(answer, (list, tuple)):
            typed[name] = [str(one) for one in answer]
        else:
            typed[name] = "" if answer is None else str(answer)
    return typed
