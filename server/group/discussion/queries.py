"""What is said in a room, asked for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select
from uuid_utils.compat import uuid7

from server.foundation.database import Db
from server.foundation.live.log import Token, position
from server.foundation.live.models import Room
from server.foundation.refusals import Refusal
from server.group.delegations.models import Delegation, Person
from server.group.discussion.models import Remark
from server.group.discussion.rules import PAGE, STATES, Floor, why_not_remark
from server.group.permissions import Actor, Facts, decide


class Spoken(NamedTuple):
    """A remark as it is shown, the same to everybody."""

    id: UUID
    seq: int
    cid: UUID
    body: str
    lang: str
    at: datetime
    name: str
    function: str
    code: str
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Discussion:
    """A room as a page shows it. The position was read before the remarks."""

    room: Room
    token: Token
    remarks: list[Spoken]
    earlier: int
    why_not: Refusal | None
    cid: UUID
    """For the next remark of this reader, should they make one."""
    reader_id: UUID | None
    """Whose draft a browser may keep and show again."""


# Plain columns, built once: what is pushed is read with every remark.
_TABLES = Remark.metadata.tables
_R, _P, _D = (_TABLES[str(one.__tablename__)] for one in (Remark, Person, Delegation))
_SPOKEN = (
    sa.select(
        *(_R.c[name] for name in ("id", "seq", "cid", "body", "lang", "at")),
        *(_P.c[name] for name in ("name", "function")),
        _D.c.code,
        _P.c.demonstration,
    )
    .join(_P, _P.c.id == _R.c.author_id)
    .join(_D, _D.c.id == _P.c.delegation_id)
)
_AFTER = (
    _SPOKEN.where(
        col(Remark.room_id) == sa.bindparam("room"), col(Remark.seq) > sa.bindparam("after")
    )
    .order_by(col(Remark.seq))
    .limit(sa.bindparam("most"))
)


def room_of(db: Db, kind: str, subject_id: UUID) -> Room | None:
    wanted = select(Room).where(Room.subject_kind == kind, Room.subject_id == subject_id)
    return db.exec(wanted).one_or_none()


def facts_of(room: Room) -> Facts:
    return Facts(delegation_id=room.delegation_id, author_id=room.author_id)


def may_read(actor: Actor, room: Room) -> bool:
    """As the parent: whoever may read what the room is about, and is a member."""
    parent = decide(actor, room.read_action, room.read_state, facts_of(room)).allowed
    return decide(actor, "remark.read", "any", Facts(parent=parent)).allowed


def why_not_speak(actor: Actor, room: Room) -> Refusal | None:
    floor = Floor(room.floor)
    own = Facts(delegation_id=actor.delegation_id)
    return why_not_remark(floor, allowed=decide(actor, "remark.post", STATES[floor], own).allowed)


def discussion_of(db: Db, actor: Actor, room: Room) -> Discussion | None:
    """The newest remarks; None for a reader who may not read here."""
    if not may_read(actor, room):
        return None
    token = position(db, room.id) or Token(room.epoch, 0, "")
    newest = remarks_after(db, room.id, max(0, token.seq - PAGE))
    earlier = max(0, token.seq - PAGE)
    why_not = why_not_speak(actor, room)
    return Discussion(room, token, newest, earlier, why_not, uuid7(), actor.person_id)


def remarks_after(db: Db, room_id: UUID, seq: int, most: int = PAGE) -> list[Spoken]:
    rows = db.connection().execute(_AFTER, {"room": room_id, "after": seq, "most": most})
    return [Spoken._make(row) for row in rows]


def counts_of(db: Db, kind: str, subject_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many remarks each of these subjects has."""
    wanted = select(Room.subject_id, Room.head_seq).where(
        Room.subject_kind == kind, col(Room.subject_id).in_(subject_ids)
    )
    return {row[0]: row[1] for row in db.exec(wanted)}
