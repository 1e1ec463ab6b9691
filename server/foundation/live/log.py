"""The log of a room: numbers without gaps, and positions that prove what they continue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col
from uuid_utils.compat import uuid7

from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.live.models import Room, RoomEvent

TAG = 8


@dataclass(frozen=True, slots=True)
class Token:
    """A position in a room: `epoch.seq.tag`. The tag is of the event at `seq`."""

    epoch: str
    seq: int
    tag: str

    def __str__(self) -> str:
        return f"{self.epoch}.{self.seq}.{self.tag}"


class Event(NamedTuple):
    """A row of the log, as it was just stored."""

    room_id: UUID
    seq: int
    id: UUID
    kind: str
    subject_id: UUID
    at: datetime


def tag_of(event_id: UUID | None) -> str:
    """The random end of the id: two events that shared a number would still differ here."""
    return event_id.hex[-TAG:] if event_id else "0" * TAG


def read_token(text: str) -> Token | None:
    """None for what is no token at all."""
    epoch, _, rest = text.partition(".")
    seq, _, tag = rest.partition(".")
    plain = epoch.isalnum() and seq.isascii() and seq.isdigit() and tag.isalnum()
    return Token(epoch, int(seq), tag) if plain and len(text) <= 60 else None


def append(db: Db, room_id: UUID, kind: str, subject_id: UUID) -> Event:
    """Numbers and stores an event; the row of the room stays locked until the commit."""
    seq = db.connection().execute(_COUNTED, {"room": room_id}).scalar_one()
    event = Event(room_id, seq, uuid7(), kind, subject_id, now())
    db.connection().execute(_STORED, event._asdict())
    return event


def position(db: Db, room_id: UUID) -> Token | None:
    """Where the room stands now; None if there is no such room."""
    found = db.connection().execute(_HEAD, {"room": room_id}).one_or_none()
    return Token(found[0], found[1], tag_of(found[2])) if found else None


def token_at(db: Db, room_id: UUID, seq: int) -> Token:
    """The position of an event that is there."""
    epoch, _, event_id = db.connection().execute(_AT, {"room": room_id, "seq": seq}).one()
    return Token(epoch, seq, tag_of(event_id))


def resumes(db: Db, room_id: UUID, token: Token) -> bool:
    """Whether this log continues what the holder of the token has seen."""
    found = db.connection().execute(_AT, {"room": room_id, "seq": token.seq}).one_or_none()
    if found is None:
        return False
    epoch, head, event_id = found
    return token.epoch == epoch and token.seq <= head and token.tag == tag_of(event_id)


def heads(db: Db, room_ids: Iterable[UUID]) -> dict[UUID, int]:
    """The head of each of these rooms, in one statement."""
    wanted = sa.select(col(Room.id), col(Room.head_seq)).where(col(Room.id).in_(list(room_ids)))
    return {row[0]: row[1] for row in db.connection().execute(wanted)}


# Posting is what a full room does most: plain statements, built once.
_ROOMS = Room.metadata.tables["room"]
_COUNTED = (
    sa.update(_ROOMS)
    .where(_ROOMS.c.id == sa.bindparam("room"))
    .values(head_seq=_ROOMS.c.head_seq + 1)
    .returning(_ROOMS.c.head_seq)
)
_STORED = sa.insert(RoomEvent.metadata.tables["room_event"])
_HEAD = (
    sa.select(col(Room.epoch), col(Room.head_seq), col(RoomEvent.id))
    .outerjoin(
        RoomEvent,
        sa.and_(col(RoomEvent.room_id) == Room.id, col(RoomEvent.seq) == Room.head_seq),
    )
    .where(col(Room.id) == sa.bindparam("room"))
)
_AT = (
    sa.select(col(Room.epoch), col(Room.head_seq), col(RoomEvent.id))
    .outerjoin(
        RoomEvent,
        sa.and_(col(RoomEvent.room_id) == Room.id, col(RoomEvent.seq) == sa.bindparam("seq")),
    )
    .where(col(Room.id) == sa.bindparam("room"))
)
