"""Reading a page of the form as it was typed, and writing a practice as it would be typed."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from server.foundation.forms import Submission, Values, understand
from server.foundation.language import names
from server.foundation.language.countries import COUNTRIES
from server.group.practices.forms.parts import SHAPES, Part
from server.group.practices.forms.questions import GROUPS, Group
from server.group.practices.queries import Wanted
from server.group.practices.rules.answers import CELLS, Answer, Rows


class GroupName(StrEnum):
    """The pages of the form, as their addresses name them."""

    IDENTITY = "identity"
    RELEVANCE = "relevance"
    INTERVENTION = "intervention"
    SAFETY = "safety"
    RESULTS = "results"
    TRANSFER = "transfer"
    PUBLICATION = "publication"


Choice = Annotated[str, Field(pattern=r"^[A-Za-z_-]{0,40}$")]


class Asked(BaseModel):
    """What a reader asks the library for; the address of a page is all there is to it."""

    country: Choice = ""
    type: Choice = ""
    evidence: Choice = ""
    page: Annotated[int, Field(ge=1, le=10_000)] = 1

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.country, self.type, self.evidence)

    def at(self, page: int) -> str:
        """The address of another page of the same choice."""
        chosen = self.model_dump(exclude={"page"}, exclude_defaults=True)
        return f"/practices?{urlencode({**chosen, 'page': page})}"


class AsRead(BaseModel):
    """Which version somebody has read before they act on it."""

    model_config = ConfigDict(extra="forbid")

    version: int


async def _typed_part(request: Request, group: GroupName) -> Submission[Part]:
    return understand(SHAPES[group.value], await request.form())


TypedPart = Annotated[Submission[Part], Depends(_typed_part)]


def group_named(name: str) -> Group:
    return next(group for group in GROUPS if group.name == name)


def after(name: str) -> str | None:
    """The name of the group that follows; None after the last one."""
    names = [group.name for group in GROUPS]
    following = names[names.index(name) + 1 :]
    return following[0] if following else None


def as_typed(answers: Mapping[str, Answer], group: Group) -> Values:
    """What stands, as the fields of this group's page would hold it."""
    typed: Values = {}
    for question in group.questions:
        answer = answers.get(question.name)
        if question.kind == "rows":
            rows = [row for row in _several(answer) if isinstance(row, Mapping)]
            typed |= {f"outcome_{cell}": [row.get(cell, "") for row in rows] for cell in CELLS}
        elif question.kind == "addresses":
            typed[question.name] = "\n".join(map(str, _several(answer)))
        elif question.kind == "many":
            typed[question.name] = [str(one) for one in _several(answer)]
        else:
            typed[question.name] = "" if answer is None else str(answer)
    return typed


def _several(answer: Answer) -> Sequence[str] | Rows:
    return () if answer is None or isinstance(answer, (str, int)) else answer


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """(code, name) of every country, in the alphabet of the language."""
    named = [(code, names.country(code, language)) for code in COUNTRIES]
    return sorted(named, key=lambda one: names.sort_key(one[1], language))
