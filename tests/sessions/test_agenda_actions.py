"""What building an agenda stores and announces, and what a refusal leaves."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import select

from server.foundation.database import Database
from server.foundation.live.models import Room
from server.foundation.refusals import Stale
from server.group.discussion.actions import remark_on
from server.group.discussion.queries import room_of
from server.group.permissions import Actor
from server.group.sessions.actions import (
    AgendaChanged,
    add_item,
    change_item,
    move_item,
    remove_item,
)
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import ROOM, items_of
from server.group.sessions.rules import (
    AT_THE_END,
    ITEM_GONE,
    NOT_TO_TAKE_UP,
    REMARKS_STAND,
    Entry,
)
from tests.builders import refused
from tests.sessions.conftest import agenda, titles


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
