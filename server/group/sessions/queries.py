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
from server.group.delegations.models import Delegation, Office, Person
from server.group.permissions import Actor, Role, decide, visible
from server.group.practices.models import Practice
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.rules import LONGEST, minutes_over, starts_of

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
    """Its title, where the reader may read the practice."""
    remarks: int
    starts_at: datetime


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in their order, and by how many minutes they exceed the session."""

    points: tuple[Point, ...]
    over: int


@dataclass(frozen=True, slots=True)
class Chair:
    """Who presides: a name, a function and a delegation's code."""

    name: str
    function: str
    code: str


# The two selects of the page that everybody opens: plain columns, compiled once.
_POINTS = (
    sa.select(
        col(AgendaItem.id),
        col(AgendaItem.title),
        col(AgendaItem.note),
        col(AgendaItem.minutes),
        col(AgendaItem.practice_id),
        col(Room.head_seq),
        col(Practice.title),
        col(Practice.stage),
    )
    .outerjoin(Practice, col(Practice.id) == AgendaItem.practice_id)
    .outerjoin(Room, sa.and_(col(Room.subject_id) == AgendaItem.id, col(Room.subject_kind) == ROOM))
    .where(col(AgendaItem.session_id) == sa.bindparam("session"))
    .order_by(col(AgendaItem.position))
)
_CHAIR = (
    sa.select(col(Person.name), col(Person.function), col(Delegation.code))
    .join(Delegation, col(Delegation.id) == Person.delegation_id)
    .where(col(Person.id) == sa.bindparam("person"))
)


def agenda_of(db: Db, actor: Actor, session: Session) -> Agenda | None:
    """The whole agenda in one statement; None for a reader who may not read it."""
    if not decide(actor, "agenda.read", "circulated", session.facts).allowed:
        return None
    rows = db.connection().execute(_POINTS, {"session": session.id}).all()
    seen = {stage for stage in {row[7] for row in rows} if stage and _shown(actor, stage)}
    minutes = [row[3] for row in rows]
    points = tuple(
        Point(row[0], number, *row[1:5], row[6] if row[7] in seen else None, row[5] or 0, begins)
        for number, (row, begins) in enumerate(
            zip(rows, starts_of(session.starts_at, minutes), strict=True), 1
        )
    )
    return Agenda(points, minutes_over(session.minutes, minutes))


def _shown(actor: Actor, stage: str) -> bool:
    """A practice is named to whoever may read it without being its author or delegation."""
    return decide(actor, "practice.read", stage).allowed


def chair_of(db: Db, session: Session) -> Chair:
    return Chair(*db.connection().execute(_CHAIR, {"person": session.chair_id}).one())


def chair_in_office(db: Db) -> UUID | None:
    """Who holds the office of chair now."""
    running = sa.or_(col(Office.until).is_(None), col(Office.until) > now())
    wanted = select(Office.person_id).where(Office.role == Role.CHAIR.value, running)
    return db.exec(wanted.order_by(col(Office.since).desc())).first()


def items_of(db: Db, session_id: UUID) -> Sequence[AgendaItem]:
    """As they stand now, whatever of them was read before."""
    wanted = select(AgendaItem).where(AgendaItem.session_id == session_id)
    fresh = wanted.order_by(col(AgendaItem.position)).execution_options(populate_existing=True)
    return db.exec(fresh).all()


def upcoming(db: Db, actor: Actor, most: int = 50) -> list[Session]:
    """What has not ended yet, the next first."""
    wanted = select(Session).where(
        visible(actor, "session.read", Session),
        col(Session.starts_at) > now() - timedelta(minutes=LONGEST),
    )
    found = db.exec(wanted.order_by(col(Session.starts_at), col(Session.id)))
    return [session for session in found if session.ends_at > now()][:most]


def past(db: Db, actor: Actor, most: int = 50) -> list[Session]:
    """What has ended, the latest first."""
    wanted = select(Session).where(
        visible(actor, "session.read", Session), col(Session.starts_at) <= now()
    )
    found = db.exec(wanted.order_by(col(Session.starts_at).desc(), col(Session.id)).limit(most))
    return [session for session in found if session.ends_at <= now()]


def next_session(db: Db, actor: Actor) -> Session | None:
    return next(iter(upcoming(db, actor, 1)), None)
