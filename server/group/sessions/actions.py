"""Scheduling a session and building its agenda."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from uuid import UUID

from sqlmodel import select

from server.foundation.announcements import announce
from server.foundation.audit import Fact, record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.language.choosing import is_zone
from server.foundation.live.models import Room
from server.foundation.refusals import Refusal, Refused, Stale
from server.group.discussion.actions import open_room
from server.group.permissions import Actor
from server.group.practices.queries import takeable
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import ROOM, chair_in_office, items_of
from server.group.sessions.rules import (
    ITEM_GONE,
    Entry,
    Plan,
    moment_of,
    moved,
    why_not_add,
    why_not_move,
    why_not_remove,
    why_not_schedule,
    why_not_take_up,
)


@dataclass(frozen=True)
class SessionScheduled:
    """A session is scheduled."""

    session_id: UUID


@dataclass(frozen=True)
class SessionChanged:
    """A session's words, time or place are other ones now."""

    session_id: UUID


@dataclass(frozen=True)
class AgendaChanged:
    """An item came, went, moved or was rewritten."""

    session_id: UUID


def schedule(db: Db, actor: Actor, plan: Plan) -> Session:
    """The chair in office presides, also where the secretariat schedules."""
    assert actor.person_id is not None
    _refuse(why_not_schedule(plan, zone_known=is_zone(plan.zone)))
    session = Session(
        title=plan.title,
        wall=plan.wall,
        zone=plan.zone,
        minutes=plan.minutes,
        starts_at=moment_of(plan.wall, plan.zone, plan.turn),
        chair_id=chair_in_office(db) or actor.person_id,
        demonstration=actor.demonstration,
        scheduled_at=now(),
        scheduled_by=actor.person_id,
    )
    session.sqlmodel_update(_columns(plan))
    db.add(session)
    _on_record(db, actor, "session.scheduled", session.id, begins=session.starts_at.isoformat())
    announce(db, SessionScheduled(session.id))
    return session


def change_session(db: Db, actor: Actor, session: Session, plan: Plan, version: int) -> None:
    _hold(db, session.id)
    if session.version != version:
        raise Stale(_standing(session, plan), session.version)
    _refuse(why_not_schedule(plan, zone_known=is_zone(plan.zone)))
    session.sqlmodel_update(_columns(plan))
    session.starts_at = moment_of(plan.wall, plan.zone, plan.turn)
    session.version += 1
    db.add(session)
    _on_record(db, actor, "session.changed", session.id, begins=session.starts_at.isoformat())
    announce(db, SessionChanged(session.id))


def add_item(db: Db, actor: Actor, session: Session, plan: Entry) -> AgendaItem:
    _hold(db, session.id)
    items = items_of(db, session.id)
    _refuse(why_not_add(len(items)) or _why_not_take_up(db, actor, plan.practice_id))
    item = AgendaItem(
        session_id=session.id, position=len(items) + 1, title=plan.title, minutes=plan.minutes
    )
    item.sqlmodel_update(_columns(plan))
    db.add(item)
    home = f"/sessions/{session.id}/items/{item.id}"
    open_room(db, ROOM, item.id, home, ("agenda.read", "circulated"), session.facts)
    _agenda_changed(db, actor, "agenda.item_added", item)
    return item


def change_item(db: Db, actor: Actor, item: AgendaItem, plan: Entry, version: int) -> None:
    _place_of(item, _held_items(db, item))
    if item.version != version:
        raise Stale(_standing(item, plan), item.version)
    if plan.practice_id != item.practice_id:
        _refuse(_why_not_take_up(db, actor, plan.practice_id))
    item.sqlmodel_update(_columns(plan))
    item.version += 1
    db.add(item)
    _agenda_changed(db, actor, "agenda.item_changed", item)


def move_item(db: Db, actor: Actor, item: AgendaItem, step: int) -> None:
    """One place up (-1) or down (1)."""
    items = _held_items(db, item)
    place = _place_of(item, items)
    _refuse(why_not_move(place, step, len(items)))
    _number(db, moved(items, place, step))
    _agenda_changed(db, actor, "agenda.item_moved", item)


def remove_item(db: Db, actor: Actor, item: AgendaItem) -> None:
    items = _held_items(db, item)
    _place_of(item, items)
    wanted = select(Room).where(Room.subject_kind == ROOM, Room.subject_id == item.id)
    # Nobody may speak between the question whether somebody did and the removal.
    room = db.exec(wanted.with_for_update().execution_options(populate_existing=True)).one()
    _refuse(why_not_remove(room.head_seq))
    db.delete(room)
    db.delete(item)
    _number(db, [left for left in items if left.id != item.id])
    _agenda_changed(db, actor, "agenda.item_removed", item)


def _hold(db: Db, session_id: UUID) -> None:
    """One change of a session at a time, and it as it stands now (SQLite has one writer anyway)."""
    wanted = select(Session).where(Session.id == session_id).with_for_update()
    db.exec(wanted.execution_options(populate_existing=True)).one()


def _held_items(db: Db, item: AgendaItem) -> list[AgendaItem]:
    _hold(db, item.session_id)
    return list(items_of(db, item.session_id))


def _place_of(item: AgendaItem, items: list[AgendaItem]) -> int:
    ids = [one.id for one in items]
    if item.id not in ids:
        raise Refused(ITEM_GONE)
    return ids.index(item.id)


def _number(db: Db, items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position
        db.add(item)


def _why_not_take_up(db: Db, actor: Actor, practice_id: UUID | None) -> Refusal | None:
    if practice_id is None:
        return None
    return why_not_take_up(seen=any(practice_id == known for known, _ in takeable(db, actor)))


def _standing(stands: Session | AgendaItem, plan: Plan | Entry) -> dict[str, str]:
    """What stands where the plan says something else."""
    wanted = _columns(plan)
    current = {name: getattr(stands, name) for name in wanted}
    other = {name: said for name, said in current.items() if said != wanted[name]}
    return {name: str(said or "-") for name, said in (other or current).items()}


def _columns(plan: Plan | Entry) -> dict[str, object]:
    """As the tables keep it: what is one of several words is kept as the bare word."""
    said = asdict(plan)
    return {name: one.value if isinstance(one, StrEnum) else one for name, one in said.items()}


def _agenda_changed(db: Db, actor: Actor, act: str, item: AgendaItem) -> None:
    _on_record(db, actor, act, item.id, session=str(item.session_id), position=item.position)
    announce(db, AgendaChanged(item.session_id))


def _on_record(db: Db, actor: Actor, act: str, subject_id: UUID, **facts: Fact) -> None:
    record(db, actor_id=actor.person_id, act=act, subject_id=subject_id, facts=facts)


def _refuse(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)
