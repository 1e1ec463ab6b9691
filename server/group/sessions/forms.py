"""What a chair submits."""

from datetime import date, datetime, time
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator

from server.foundation.forms import Misfit
from server.foundation.refusals import Refusal
from server.group.sessions.rules import LONGEST

NOT_A_LINK = Refusal("A link begins with https://.")


class SessionForm(BaseModel):
    """A session: its day and hour are those of the host's clock."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    title: Annotated[str, Field(max_length=160)]
    purpose: Annotated[str, Field(max_length=4_000)] = ""
    day: date
    hour: time
    zone: Annotated[str, Field(max_length=64)]
    minutes: Annotated[int, Field(ge=5, le=LONGEST)]
    place: Annotated[str, Field(max_length=200)] = ""
    link: Annotated[str, Field(max_length=500)] = ""

    @field_validator("link")
    @classmethod
    def _secure(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise Misfit(NOT_A_LINK)
        return value

    def wall(self) -> datetime:
        return datetime.combine(self.day, self.hour.replace(tzinfo=None))

    def plain(self) -> dict[str, object]:
        return self.model_dump(exclude={"version", "day", "hour"})


class ItemForm(BaseModel):
    """One item of an agenda."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    title: Annotated[str, Field(max_length=200)]
    note: Annotated[str, Field(max_length=2_000)] = ""
    minutes: Annotated[int, Field(ge=1, le=LONGEST)]
    practice_id: UUID | None = None

    def plain(self) -> dict[str, object]:
        return self.model_dump(exclude={"version"})


class MoveForm(BaseModel):
    """Up or down by one place."""

    model_config = ConfigDict(extra="forbid")

    step: Annotated[int, Field(ge=-1, le=1)]
