"""Sessions and agendas, asked for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.live.models import Room
from server.group.permissions import Actor, decide, visible
from server.group.practices.models import Practice
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.rules import minutes_over, starts_of

ROOM = "agenda_item"


@dataclass(frozen=True, slots=True)
class Point:
    """An item as an agenda shows it."""

    id: UUID
    number: int
    title: str
    note: str
    minutes: int
    practice_id: UUID | None
    practice: str | None
    remarks: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in their order, and by how many minutes they exceed the session."""

    points: list[Point]
    over: int


_POINTS = (
    sa.select(
        col(AgendaItem.id),
        AgendaItem.title,
        AgendaItem.note,
        AgendaItem.minutes,
        col(AgendaItem.practice_id),
        Practice.title,
        sa.func.coalesce(Room.head_seq, 0),
    )
    .outerjoin(Practice, col(Practice.id) == AgendaItem.practice_id)
    .outerjoin(Room, sa.and_(col(Room.subject_id) == AgendaItem.id, Room.subject_kind == ROOM))
    .where(col(AgendaItem.session_id) == sa.bindparam("session"))
    .order_by(col(AgendaItem.position))
)


def agenda_of(db: Db, session: Session) -> Agenda:
    """One statement for the whole agenda."""
    rows = db.connection().execute(_POINTS, {"session": session.id}).all()
    minutes = [row[3] for row in rows]
    starts = starts_of(session.starts_at, minutes)
    points = [
        Point(row[0], number, *row[1:], starts_at)  # type: ignore[arg-type]
        for number, (row, starts_at) in enumerate(zip(rows, starts, strict=True), 1)
    ]
    return Agenda(points, minutes_over(session.minutes, minutes))


def may_read_agenda(actor: Actor, session: Session) -> bool:
    return decide(actor, "agenda.read", "circulated", session.facts).allowed


def items_of(db: Db, session_id: UUID) -> Sequence[AgendaItem]:
    wanted = select(AgendaItem).where(AgendaItem.session_id == session_id)
    return db.exec(wanted.order_by(col(AgendaItem.position))).all()


def upcoming(db: Db, actor: Actor, most: int = 50) -> Sequence[Session]:
    """What has not ended by more than a day, the next first."""
    wanted = select(Session).where(
        visible(actor, "session.read", Session), col(Session.starts_at) > now() - timedelta(days=1)
    )
    return db.exec(wanted.order_by(col(Session.starts_at)).limit(most)).all()


def past(db: Db, actor: Actor, most: int = 50) -> Sequence[Session]:
    wanted = select(Session).where(
        visible(actor, "session.read", Session), col(Session.starts_at) <= now() - timedelta(days=1)
    )
    return db.exec(wanted.order_by(col(Session.starts_at).desc()).limit(most)).all()


def next_session(db: Db, actor: Actor) -> Session | None:
    return next(iter(upcoming(db, actor, 1)), None)
