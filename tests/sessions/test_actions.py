"""What scheduling and building an agenda store, record and announce; and what a refusal leaves."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from server.foundation.audit import AuditEntry
from server.foundation.database import Database
from server.foundation.live.models import Room
from server.foundation.refusals import Stale
from server.group.discussion.actions import remark_on
from server.group.discussion.queries import room_of
from server.group.permissions import Actor
from server.group.sessions.actions import (
    AgendaChanged,
    SessionChanged,
    SessionScheduled,
    add_item,
    change_item,
    change_session,
    move_item,
    remove_item,
    schedule,
)
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import ROOM, items_of
from server.group.sessions.rules import (
    AT_THE_END,
    ITEM_GONE,
    NO_SUCH_TIME,
    NO_SUCH_ZONE,
    NOT_TO_TAKE_UP,
    REMARKS_STAND,
    TIME_COMES_TWICE,
    Entry,
    Turn,
)
from tests.builders import refused
from tests.sessions.conftest import PLAN, agenda, titles


def acts(database: Database) -> list[str]:
    with database.read() as db:
        return [entry.act for entry in db.exec(select(AuditEntry).order_by(AuditEntry.id))]  # type: ignore[arg-type]


def test_a_session_keeps_the_hosts_hour_and_the_moment_that_follows(
    database: Database, chair: Actor, heard: list[object]
) -> None:
    with database.write() as db:
        session = schedule(db, chair, PLAN)
    assert session.wall == PLAN.wall
    assert session.starts_at == datetime(2026, 12, 15, 15, 30, tzinfo=UTC)
    assert (session.chair_id, session.scheduled_by) == (chair.person_id, chair.person_id)
    assert heard == [SessionScheduled(session.id)]
    assert acts(database)[-1] == "session.scheduled"


def test_the_chair_presides_over_what_the_secretariat_schedules(
    database: Database, secretary: Actor, chair: Actor
) -> None:
    with database.write() as db:
        session = schedule(db, secretary, PLAN)
    assert (session.chair_id, session.scheduled_by) == (chair.person_id, secretary.person_id)


@pytest.mark.parametrize(
    ("wall", "zone", "why_not"),
    [
        ("2027-03-28 03:30", "Europe/Bucharest", NO_SUCH_TIME),
        ("2027-10-31 03:30", "Europe/Bucharest", TIME_COMES_TWICE),
        ("2027-10-31 03:30", "Europe/Atlantis", NO_SUCH_ZONE),
    ],
)
def test_a_refused_hour_leaves_nothing(
    wall: str, zone: str, why_not: object, database: Database, chair: Actor, heard: list[object]
) -> None:
    before = acts(database)
    plan = replace(PLAN, wall=datetime.fromisoformat(wall), zone=zone)
    with refused(why_not), database.write() as db:  # type: ignore[arg-type]
        schedule(db, chair, plan)
    with database.read() as db:
        assert db.exec(select(Session)).all() == []
    assert (acts(database), heard) == (before, [])


def test_the_second_of_two_equal_hours_can_be_meant(database: Database, chair: Actor) -> None:
    wall = datetime.fromisoformat("2027-10-31 03:30")
    plan = replace(PLAN, wall=wall, zone="Europe/Bucharest", turn=Turn.SECOND)
    with database.write() as db:
        session = schedule(db, chair, plan)
    assert session.starts_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_a_moved_session_counts_one_version_up(
    database: Database, chair: Actor, session: Session, heard: list[object]
) -> None:
    with database.write() as db:
        found = db.get_one(Session, session.id)
        change_session(db, chair, found, replace(PLAN, zone="Asia/Baku"), version=1)
    assert (found.version, found.starts_at.hour) == (2, 14)
    assert heard == [SessionChanged(session.id)]


def test_whoever_changed_first_is_not_overwritten(
    database: Database, chair: Actor, session: Session
) -> None:
    with database.write() as db:
        change_session(db, chair, db.get_one(Session, session.id), PLAN, version=1)
    other = replace(PLAN, title="Another title")
    with pytest.raises(Stale) as stale, database.write() as db:
        change_session(db, chair, db.get_one(Session, session.id), other, version=1)
    assert stale.value.current == {"title": PLAN.title}
    assert stale.value.version == 2


def test_each_item_gets_a_room_that_its_readers_read(
    database: Database, session: Session, items: list[AgendaItem]
) -> None:
    with database.read() as db:
        room = room_of(db, ROOM, items[1].id)
    assert room is not None
    assert room.home == f"/sessions/{session.id}/items/{items[1].id}"
    assert (room.read_action, room.read_state) == ("agenda.read", "circulated")


@pytest.mark.parametrize(
    ("move", "order"), [((0, 1), [1, 0, 2]), ((2, -1), [0, 2, 1]), ((1, -1), [1, 0, 2])]
)
def test_an_item_changes_places_with_its_neighbour(
    move: tuple[int, int],
    order: list[int],
    database: Database,
    chair: Actor,
    items: list[AgendaItem],
    heard: list[object],
) -> None:
    place, step = move
    with database.write() as db:
        moved = db.get_one(AgendaItem, items[place].id)
        move_item(db, chair, moved, step)
    with database.read() as db:
        found = items_of(db, moved.session_id)
    assert [item.id for item in found] == [items[place].id for place in order]
    assert [item.position for item in found] == [1, 2, 3]
    assert heard == [AgendaChanged(moved.session_id)]


def test_the_first_item_goes_no_further_up(
    database: Database, chair: Actor, items: list[AgendaItem], session: Session
) -> None:
    before = titles(database, session)
    with refused(AT_THE_END), database.write() as db:
        move_item(db, chair, db.get_one(AgendaItem, items[0].id), -1)
    assert titles(database, session) == before


def test_an_item_nobody_spoke_on_goes_with_its_room(
    database: Database, chair: Actor, items: list[AgendaItem], session: Session
) -> None:
    with database.write() as db:
        remove_item(db, chair, db.get_one(AgendaItem, items[0].id))
    left = agenda(database, session)
    assert [item.position for item in left] == [1, 2]
    with database.read() as db:
        rooms = db.exec(select(Room)).all()
    assert {room.subject_id for room in rooms} == {item.id for item in left}


def test_an_item_that_was_spoken_on_stays(
    database: Database, chair: Actor, az_delegate: Actor, items: list[AgendaItem], session: Session
) -> None:
    with database.write() as db:
        room = room_of(db, ROOM, items[0].id)
        assert room is not None
        remark_on(db, az_delegate, room, body="We agree.", lang="en", cid=uuid4())
    with refused(REMARKS_STAND), database.write() as db:
        remove_item(db, chair, db.get_one(AgendaItem, items[0].id))
    assert len(agenda(database, session)) == 3


def test_an_item_that_is_gone_cannot_be_moved(
    database: Database, chair: Actor, items: list[AgendaItem]
) -> None:
    gone = items[0]
    with database.write() as db:
        remove_item(db, chair, db.get_one(AgendaItem, gone.id))
    with refused(ITEM_GONE), database.write() as db:
        move_item(db, chair, gone, 1)


def test_a_stale_item_form_says_what_stands_now(
    database: Database, chair: Actor, items: list[AgendaItem]
) -> None:
    with database.write() as db:
        change_item(db, chair, db.get_one(AgendaItem, items[0].id), Entry("Welcome", 5), version=1)
    with pytest.raises(Stale) as stale, database.write() as db:
        change_item(db, chair, db.get_one(AgendaItem, items[0].id), Entry("Begin", 5), version=1)
    assert (stale.value.current, stale.value.version) == ({"title": "Welcome"}, 2)


def test_what_the_group_does_not_see_is_not_taken_up(
    database: Database, chair: Actor, session: Session, items: list[AgendaItem]
) -> None:
    unknown = Entry("A practice", 20, practice_id=UUID(int=7))
    with refused(NOT_TO_TAKE_UP), database.write() as db:
        add_item(db, chair, session, unknown)
    with refused(NOT_TO_TAKE_UP), database.write() as db:
        change_item(db, chair, db.get_one(AgendaItem, items[0].id), unknown, version=1)
    assert len(agenda(database, session)) == 3
