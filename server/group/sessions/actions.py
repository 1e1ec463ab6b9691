"""Scheduling a session and building its agenda."""

from datetime import datetime
from uuid import UUID


from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.language.choosing import is_zone
from server.foundation.refusals import Refused, Stale
from server.group.discussion.actions import open_room
from server.group.discussion.queries import room_of
from server.group.permissions import Actor, decide
from server.group.practices.models import Practice
from server.group.sessions.forms import ItemForm, SessionForm
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import ROOM, items_of
from server.group.sessions.rules import (
    NOT_TO_TAKE_UP,
    moment_of,
    why_not_add,
    why_not_begin_at,
    why_not_move,
    why_not_remove,
)


def schedule(db: Db, actor: Actor, form: SessionForm) -> Session:
    assert actor.person_id is not None
    wall = form.wall()
    _must_exist(wall, form.zone)
    session = Session(
        **form.plain(),
        wall=wall,
        starts_at=moment_of(wall, form.zone),
        chair_id=actor.person_id,
        demonstration=actor.demonstration,
    )
    db.add(session)
    record(db, actor_id=actor.person_id, act="session.scheduled", subject_id=session.id)
    return session


def change_session(db: Db, actor: Actor, session: Session, form: SessionForm) -> None:
    if session.version != form.version:
        raise Stale({"title": session.title, "begins": f"{session.wall} {session.zone}"})
    wall = form.wall()
    _must_exist(wall, form.zone)
    session.sqlmodel_update({**form.plain(), "wall": wall})
    session.starts_at = moment_of(wall, form.zone)
    session.version += 1
    db.add(session)
    record(db, actor_id=actor.person_id, act="session.changed", subject_id=session.id)


def add_item(db: Db, actor: Actor, session: Session, form: ItemForm) -> AgendaItem:
    items = items_of(db, session.id)
    if refusal := why_not_add(len(items)):
        raise Refused(refusal)
    _must_be_seen(db, actor, form.practice_id)
    item = AgendaItem(session_id=session.id, position=len(items) + 1, **form.plain())
    db.add(item)
    home = f"/sessions/{session.id}/items/{item.id}"
    open_room(db, ROOM, item.id, home, ("agenda.read", "circulated"), session.facts)
    _touched(db, actor, "agenda.item_added", item)
    return item


def change_item(db: Db, actor: Actor, item: AgendaItem, form: ItemForm) -> None:
    if item.version != form.version:
        raise Stale({"title": item.title, "minutes": str(item.minutes), "note": item.note})
    _must_be_seen(db, actor, form.practice_id)
    item.sqlmodel_update(form.plain())
    item.version += 1
    _touched(db, actor, "agenda.item_changed", item)


def move_item(db: Db, actor: Actor, item: AgendaItem, step: int) -> None:
    """One place up (-1) or down (1): the neighbour takes its place."""
    items = items_of(db, item.session_id)
    to = item.position + step
    if refusal := why_not_move(item.position, to, len(items)):
        raise Refused(refusal)
    neighbour = items[to - 1]
    neighbour.position, item.position = item.position, to
    db.add(neighbour)
    _touched(db, actor, "agenda.item_moved", item)


def remove_item(db: Db, actor: Actor, item: AgendaItem) -> None:
    room = room_of(db, ROOM, item.id)
    if refusal := why_not_remove(room.head_seq if room else 0):
        raise Refused(refusal)
    if room:
        db.delete(room)
    db.delete(item)
    db.flush()  # those behind it move up
    for position, left in enumerate(items_of(db, item.session_id), 1):
        left.position = position
        db.add(left)
    record(db, actor_id=actor.person_id, act="agenda.item_removed", subject_id=item.id)


def _must_exist(wall: datetime, zone: str) -> None:
    if refusal := why_not_begin_at(wall, zone, known=is_zone(zone)):
        raise Refused(refusal)


def _must_be_seen(db: Db, actor: Actor, practice_id: UUID | None) -> None:
    if practice_id is None:
        return
    practice = db.get(Practice, practice_id)
    seen = practice and decide(actor, "practice.read", practice.stage, practice.facts).allowed
    if not seen:
        raise Refused(NOT_TO_TAKE_UP)


def _touched(db: Db, actor: Actor, act: str, item: AgendaItem) -> None:
    db.add(item)
    record(
        db,
        actor_id=actor.person_id,
        act=act,
        subject_id=item.id,
        facts={"session": str(item.session_id), "position": item.position},
    )


