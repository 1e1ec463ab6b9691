"""The shape of a practice in a file: what sources state, and nothing that they do not."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from server.foundation.entries import Address, Shape, Text, Year
from server.foundation.language.countries import COUNTRIES


def _known(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError("no such country")
    return code


LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class OutcomeEntry(Shape):
    """One result, with at least one source."""

    text: Text
    source: Address
    source2: Address | None = None

    def answer(self) -> dict[str, str]:
        row = {"indicator": self.text, "source": self.source}
        return {**row, "source2": self.source2} if self.source2 else row


class PracticeEntry(Shape):
    """A practice as a file gives it; null or absent is what the sources do not state."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,79}$")]
    title: Annotated[Text, Field(max_length=200)]
    country_iso2: Annotated[str, AfterValidator(_known)]
    languages: list[LanguageTag] = Field(default_factory=list)
    summary: Text
    problem: Text | None = None
    approach: Text | None = None
    target_group: Text | None = None
    started_year: Year | None = None
    outcomes: list[OutcomeEntry] = Field(default_factory=list)
    evidence_level: (
        Literal[
            "randomised",
            "quasi_experimental",
            "programme_evaluation",
            "administrative_data",
            "descriptive",
        ]
        | None
    ) = None
    evidence_note: Text | None = None
    transferability_notes: Text | None = None
    resources: Text | None = None
    privacy_note: Text | None = None
    sources: Annotated[list[Address], Field(min_length=1)]
