"""What a chair submits."""

from datetime import date, datetime, time
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from server.foundation.forms import Misfit
from server.foundation.language.choosing import is_zone
from server.foundation.refusals import Refusal
from server.group.sessions.rules import (
    LONGEST,
    SHORTEST,
    YEARS,
    Entry,
    Plan,
    Stage,
    Turn,
    twice,
    why_not_begin_at,
    why_not_leave_open,
    why_not_meet_in,
)

NOT_A_LINK = Refusal("A link begins with https://.")
NOT_A_DAY = Refusal("Choose a day between the years %(first)s and %(last)s.")
NOT_AN_HOUR = Refusal("Please write a time as hours:minutes: 09:30.")


class SessionForm(BaseModel):
    """A session: its day and hour are those of the host's clock, so zone and day come first."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    title: Annotated[str, Field(max_length=160)]
    purpose: Annotated[str, Field(max_length=4_000)] = ""
    day: date
    zone: Annotated[str, Field(max_length=64)]
    hour: time
    turn: Annotated[Turn | None, Field(validate_default=True)] = None
    minutes: Annotated[int, Field(ge=SHORTEST, le=LONGEST)]
    place: Annotated[str, Field(max_length=200)] = ""
    link: Annotated[str, Field(max_length=500)] = ""
    stage: Stage = Stage.PUBLIC

    @field_validator("day")
    @classmethod
    def _near(cls, day: date) -> date:
        if day.year not in range(*YEARS):
            raise Misfit(NOT_A_DAY.of(first=YEARS[0], last=YEARS[1] - 1))
        return day

    @field_validator("zone")
    @classmethod
    def _known(cls, zone: str) -> str:
        _must_not(why_not_meet_in(zone, known=is_zone(zone)))
        return zone

    @field_validator("hour")
    @classmethod
    def _existing(cls, hour: time, info: ValidationInfo[object]) -> time:
        if hour.tzinfo or hour.second or hour.microsecond:
            raise Misfit(NOT_AN_HOUR)
        if {"day", "zone"} <= info.data.keys():
            wall = datetime.combine(info.data["day"], hour)
            _must_not(why_not_begin_at(wall, info.data["zone"]))
        return hour

    @field_validator("turn")
    @classmethod
    def _meant(cls, turn: Turn | None, info: ValidationInfo[object]) -> Turn | None:
        if not {"day", "zone", "hour"} <= info.data.keys():
            return turn
        wall, zone = datetime.combine(info.data["day"], info.data["hour"]), info.data["zone"]
        _must_not(why_not_leave_open(wall, zone, turn))
        return turn if twice(wall, zone) else None

    @field_validator("link")
    @classmethod
    def _secure(cls, link: str) -> str:
        if link and (not link.startswith("https://") or " " in link):
            raise Misfit(NOT_A_LINK)
        return link

    def plan(self) -> Plan:
        asked = self.model_dump(exclude={"version", "day", "hour"})
        return Plan(wall=datetime.combine(self.day, self.hour), **asked)


class ItemForm(BaseModel):
    """One item of an agenda."""

    model_config = ConfigDict(extra="forbid")

    version: int = 1
    title: Annotated[str, Field(max_length=200)]
    note: Annotated[str, Field(max_length=2_000)] = ""
    minutes: Annotated[int, Field(ge=1, le=LONGEST)]
    practice_id: UUID | None = None

    def plan(self) -> Entry:
        return Entry(**self.model_dump(exclude={"version"}))


class MoveForm(BaseModel):
    """Up or down by one place."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["-1", "1"]


def _must_not(refusal: Refusal | None) -> None:
    if refusal:
        raise Misfit(refusal)
