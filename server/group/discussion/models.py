"""What is said in a room."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, UniqueConstraint

from server.foundation.database import Moment, Row


class Remark(Row, table=True):
    """One contribution. `cid` is the client's own id for it, kept for ever beside the row."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("author_id", "cid"), UniqueConstraint("room_id", "seq"))

    room_id: UUID = Field(foreign_key="room.id")
    seq: int
    author_id: UUID = Field(foreign_key="person.id")
    cid: UUID
    body: str
    lang: str = Field(max_length=8)
    at: datetime = Field(sa_type=Moment)
