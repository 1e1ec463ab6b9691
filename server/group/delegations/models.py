"""Who takes part: delegations, the people in them and the offices these hold."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlmodel import Field

from server.foundation.database import Moment, Row


class Kind(StrEnum):
    """What sort of body a delegation speaks for."""

    STATE = "state"
    SECRETARIAT = "secretariat"
    OBSERVER = "observer"


class Standing(StrEnum):
    """How a delegation stands to the Declaration, by what sources say."""

    PREPARED = "prepared"
    SIGNED = "signed"
    LISTED = "listed"
    OFFICE = "office"


class Delegation(Row, table=True):
    """The persons whom one state, or the secretariat, sends."""

    __tablename__ = "delegation"

    code: str = Field(unique=True, max_length=2)
    kind: str = Field(default=Kind.STATE.value, max_length=20)
    standing: str = Field(default=Standing.LISTED.value, max_length=20)
    demonstration: bool = False


class Person(Row, table=True):
    """Somebody who takes part, with the function they hold at home."""

    __tablename__ = "person"

    delegation_id: UUID = Field(foreign_key="delegation.id", index=True)
    name: str = Field(max_length=120)
    function: str = Field(max_length=160)
    contact: str = Field(default="", max_length=254)
    language: str | None = Field(default=None, max_length=8)
    zone: str | None = Field(default=None, max_length=64)
    demonstration: bool = False
    active: bool = True
    epoch: int = 0
    """Raised whenever rights change, so that every open visit is judged anew."""
    version: int = 1


class Office(Row, table=True):
    """A role held by a person from one moment until another."""

    __tablename__ = "office"

    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: str = Field(max_length=3)
    since: datetime = Field(sa_type=Moment)
    until: datetime | None = Field(default=None, sa_type=Moment)
