"""A session and the items of its agenda. (`Session` is the group's word; a database is `Db`.)"""

from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from server.foundation.database import Moment, Row
from server.group.permissions import Facts
from server.group.sessions.rules import LONGEST, SHORTEST, Stage


class Session(Row, table=True):
    """Wall time and zone are what the host agreed on; `starts_at` follows from them."""

    __tablename__ = "session"
    __table_args__ = (
        sa.CheckConstraint(f"minutes BETWEEN {SHORTEST} AND {LONGEST}", "minutes"),
        sa.CheckConstraint("turn IN ('first', 'second')", "turn"),
    )

    title: str = Field(max_length=160)
    purpose: str = ""
    wall: datetime = Field(sa_type=sa.DateTime)
    zone: str = Field(max_length=64)
    turn: str | None = Field(default=None, max_length=6)
    """Which of the two, where the clocks go back and the wall time comes twice."""
    starts_at: datetime = Field(sa_type=Moment, index=True)
    minutes: int
    place: str = Field(default="", max_length=200)
    link: str = Field(default="", max_length=500)
    stage: str = Field(default=Stage.PUBLIC.value, max_length=20)
    open: bool = True
    """Not restricted to those on a list of the admitted."""
    demonstration: bool = False
    chair_id: UUID = Field(foreign_key="person.id")
    scheduled_at: datetime = Field(sa_type=Moment)
    scheduled_by: UUID = Field(foreign_key="person.id")
    version: int = 1

    @property
    def facts(self) -> Facts:
        return Facts(open=self.open)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


class AgendaItem(Row, table=True):
    """One point of an agenda."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        sa.CheckConstraint(f"minutes BETWEEN 1 AND {LONGEST}", "minutes"),
        sa.CheckConstraint("position > 0", "position"),
    )

    session_id: UUID = Field(foreign_key="session.id", index=True)
    position: int
    title: str = Field(max_length=200)
    note: str = ""
    minutes: int
    practice_id: UUID | None = Field(default=None, foreign_key="practice.id")
    version: int = 1
