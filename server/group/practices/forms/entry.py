"""An entry of a file of practices registered from public sources."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2_000)]
Year = Annotated[int, Field(ge=1900, le=2100)]


class EntryOutcome(BaseModel):
    """One result, with at least one source."""

    model_config = ConfigDict(extra="forbid")

    text: Text
    source: Address
    source2: Address | None = None

    def as_answer(self) -> dict[str, str]:
        answer = {"indicator": self.text, "source": self.source}
        return {**answer, "source2": self.source2} if self.source2 else answer


class Entry(BaseModel):
    """What a file says of one practice; what sources do not state is null."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{3,80}$")]
    title: Annotated[str, StringConstraints(min_length=1, max_length=120)]
    country_iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    languages: list[str] = []
    summary: Text
    problem: Text | None = None
    approach: Text | None = None
    target_group: Text | None = None
    started_year: Year | None = None
    outcomes: list[EntryOutcome] = []
    evidence_level: Literal[
        "randomised",
        "quasi_experimental",
        "programme_evaluation",
        "administrative_data",
        "descriptive",
    ]
    evidence_note: Text | None = None
    transferability_notes: Text | None = None
    resources: Text | None = None
    privacy_note: Text | None = None
    sources: Annotated[list[Address], Field(min_length=1)]
