"""Opening rooms, saying who may speak, and speaking."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from server.foundation.announcements import announce
from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.live.log import Token, append, tag_of, token_at
from server.foundation.live.models import Room
from server.foundation.refusals import Denied, Refused
from server.group.discussion.models import Remark
from server.group.discussion.queries import why_not_speak
from server.group.discussion.rules import FLOOR_CLOSED, OTHER_TEXT, Floor, why_not_repeat
from server.group.permissions import Actor, Facts


@dataclass(frozen=True)
class Remarked:
    """Something was said in a room."""

    room_id: UUID
    seq: int


class Said(NamedTuple):
    """What is stored already under an author's id."""

    id: UUID
    room_id: UUID
    seq: int
    body: str


@dataclass(frozen=True)
class Posted:
    """A remark that is stored: its number, its position, and whether it was there already."""

    remark_id: UUID
    token: Token
    again: bool


# Posting is what a full room does most: plain statements, built once.
_TABLE = Remark.metadata.tables["remark"]
_STORED = sa.insert(_TABLE)
_SAID = sa.select(*(_TABLE.c[name] for name in Said._fields)).where(
    _TABLE.c.author_id == sa.bindparam("author"), _TABLE.c.cid == sa.bindparam("cid")
)


def open_room(
    db: Db, kind: str, subject_id: UUID, home: str, read: tuple[str, str], facts: Facts
) -> Room:
    """`read` is the row (action, state) by which the subject itself is read."""
    room = Room(
        subject_kind=kind,
        subject_id=subject_id,
        home=home,
        read_action=read[0],
        read_state=read[1],
        delegation_id=facts.delegation_id,
        author_id=facts.author_id,
    )
    db.add(room)
    return room


def set_audience(db: Db, room: Room, read_state: str) -> None:
    """Follows the subject when its own readers change."""
    room.read_state = read_state
    db.add(room)


def set_floor(db: Db, actor: Actor, room: Room, floor: Floor) -> None:
    room.floor = floor
    db.add(room)
    record(
        db,
        actor_id=actor.person_id,
        act="floor.set",
        subject_id=room.id,
        facts={"floor": floor.value},
    )


def remark_on(db: Db, actor: Actor, room: Room, *, body: str, lang: str, cid: UUID) -> Posted:
    """Says something once: a repeat of the same `cid` is the same remark, for ever."""
    assert actor.person_id is not None
    if said := _said_before(db, actor.person_id, cid):
        return _repeated(db, said, room, body)
    if refusal := why_not_speak(actor, room):
        raise Refused(refusal) if refusal == FLOOR_CLOSED else Denied(refusal)
    remark_id = uuid7()
    event = append(db, room.id, "posted", remark_id)
    remark = {"id": remark_id, "author_id": actor.person_id, "cid": cid, "body": body, "lang": lang}
    place = {"room_id": room.id, "seq": event.seq, "at": event.at}
    try:
        db.connection().execute(_STORED, remark | place)
    except IntegrityError:  # the same id, in this moment, in another room
        raise Refused(OTHER_TEXT) from None
    record(
        db,
        actor_id=actor.person_id,
        act="remark.posted",
        subject_id=remark_id,
        facts={"room": str(room.id), "seq": event.seq},
    )
    announce(db, Remarked(room.id, event.seq))
    return Posted(remark_id, Token(room.epoch, event.seq, tag_of(event.id)), again=False)


def _said_before(db: Db, author_id: UUID, cid: UUID) -> Said | None:
    found = db.connection().execute(_SAID, {"author": author_id, "cid": cid}).one_or_none()
    return Said(*found) if found else None


def _repeated(db: Db, said: Said, room: Room, body: str) -> Posted:
    if refusal := why_not_repeat((said.room_id, said.body), (room.id, body)):
        raise Refused(refusal)
    return Posted(said.id, token_at(db, room.id, said.seq), again=True)
