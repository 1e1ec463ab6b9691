"""A room and its events, numbered without gaps."""

import secrets
from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel, UniqueConstraint

from server.foundation.database import Moment, Row


def _epoch() -> str:
    return secrets.token_hex(4)


class Room(Row, table=True):
    """A place where things happen in an order. Who may read follows from `read_…`."""

    __tablename__ = "room"
    __table_args__ = (UniqueConstraint("subject_kind", "subject_id"),)

    epoch: str = Field(default_factory=_epoch, max_length=8)
    """Changes when the log was put back to an older state, so that old positions do not fit."""
    head_seq: int = 0
    subject_kind: str = Field(max_length=20)
    subject_id: UUID
    home: str = Field(max_length=200)
    read_action: str = Field(max_length=40)
    read_state: str = Field(max_length=20)
    delegation_id: UUID | None = None
    author_id: UUID | None = None
    floor: str = Field(default="open", max_length=12)


class RoomEvent(SQLModel, table=True):
    """One thing that happened in a room."""

    __tablename__ = "room_event"

    room_id: UUID = Field(foreign_key="room.id", primary_key=True)
    seq: int = Field(primary_key=True)
    id: UUID
    kind: str = Field(max_length=12)
    subject_id: UUID
    at: datetime = Field(sa_type=Moment)
