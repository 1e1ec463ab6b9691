"""What speaking stores, numbers, records and announces; and what a refusal leaves behind."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlmodel import col, select
from uuid_utils.compat import uuid7

from server.foundation.audit import AuditEntry
from server.foundation.database import Database
from server.foundation.live.models import Room, RoomEvent
from server.foundation.refusals import Denied, Refused
from server.group.discussion.actions import Posted, Remarked, remark_on, set_audience, set_floor
from server.group.discussion.models import Remark
from server.group.discussion.queries import counts_of, discussion_of, may_read, remarks_after
from server.group.discussion.rules import (
    CHAIR_SPEAKS,
    FLOOR_CLOSED,
    MEMBERS_SPEAK,
    OTHER_TEXT,
    Floor,
)
from server.group.permissions import Actor
from tests.builders import refused


def say(
    database: Database, actor: Actor, room: Room, body: str = "Hello", cid: UUID | None = None
) -> Posted:
    """As the door does it: the room is locked first."""
    with database.write() as db:
        locked = db.get_one(Room, room.id, with_for_update=True)
        return remark_on(db, actor, locked, body=body, lang="en", cid=cid or uuid7())


def numbers(database: Database, room: Room) -> list[int]:
    with database.read() as db:
        wanted = select(Remark.seq).where(Remark.room_id == room.id).order_by(col(Remark.seq))
        return list(db.exec(wanted))


def audited(database: Database, act: str) -> int:
    with database.read() as db:
        return len(db.exec(select(AuditEntry).where(AuditEntry.act == act)).all())


def test_a_remark_is_stored_recorded_and_announced(
    database: Database, room: Room, az_delegate: Actor, heard: list[object]
) -> None:
    posted = say(database, az_delegate, room, "How are families found?")
    with database.read() as db:
        (spoken,) = remarks_after(db, room.id, 0)
    assert (spoken.body, spoken.seq, spoken.code) == ("How are families found?", 1, "AZ")
    assert (posted.remark_id, posted.token.seq, posted.again) == (spoken.id, 1, False)
    assert audited(database, "remark.posted") == 1
    assert heard == [Remarked(room.id, 1)]


def test_a_repeat_is_the_same_remark_for_ever(
    database: Database, room: Room, az_delegate: Actor, heard: list[object]
) -> None:
    first = say(database, az_delegate, room, cid=UUID(int=7))
    say(database, az_delegate, room, "Something else")
    repeat = say(database, az_delegate, room, cid=UUID(int=7))
    assert repeat == Posted(first.remark_id, first.token, again=True)
    assert numbers(database, room) == [1, 2]
    assert audited(database, "remark.posted") == len(heard) == 2


def test_a_repeat_counts_even_after_the_floor_was_closed(
    database: Database, room: Room, az_delegate: Actor, chair: Actor
) -> None:
    first = say(database, az_delegate, room, cid=UUID(int=7))
    with database.write() as db:
        set_floor(db, chair, db.get_one(Room, room.id), Floor.CLOSED)
    assert say(database, az_delegate, room, cid=UUID(int=7)).remark_id == first.remark_id


def test_one_id_never_carries_two_texts(
    database: Database, room: Room, private_room: Room, az_delegate: Actor, heard: list[object]
) -> None:
    say(database, az_delegate, room, "One", UUID(int=7))
    with refused(OTHER_TEXT):
        say(database, az_delegate, room, "Another", UUID(int=7))
    with refused(OTHER_TEXT):
        say(database, az_delegate, private_room, "One", UUID(int=7))
    assert numbers(database, room) == [1]
    assert numbers(database, private_room) == []
    assert len(heard) == 1


def test_two_people_may_use_the_same_id(
    database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    say(database, az_delegate, room, cid=UUID(int=7))
    say(database, tr_delegate, room, cid=UUID(int=7))
    assert numbers(database, room) == [1, 2]


@pytest.mark.parametrize("floor", [Floor.CLOSED, Floor.CHAIR_ONLY])
def test_nothing_is_left_of_a_remark_that_the_floor_refuses(
    database: Database,
    room: Room,
    az_delegate: Actor,
    chair: Actor,
    heard: list[object],
    floor: Floor,
) -> None:
    with database.write() as db:
        set_floor(db, chair, db.get_one(Room, room.id), floor)
    with refused(FLOOR_CLOSED if floor is Floor.CLOSED else CHAIR_SPEAKS):
        say(database, az_delegate, room)
    with database.read() as db:
        assert db.get_one(Room, room.id).head_seq == 0
        assert db.exec(select(RoomEvent)).all() == []
    assert audited(database, "floor.set") == 1
    assert audited(database, "remark.posted") == 0
    assert heard == []


def test_the_chair_speaks_alone_when_only_the_chair_has_the_floor(
    database: Database, room: Room, chair: Actor
) -> None:
    with database.write() as db:
        set_floor(db, chair, db.get_one(Room, room.id), Floor.CHAIR_ONLY)
    assert say(database, chair, room).token.seq == 1


def test_an_observer_without_the_floor_is_denied(
    database: Database, room: Room, observer: Actor
) -> None:
    with pytest.raises(Denied) as caught:
        say(database, observer, room)
    assert caught.value.refusal == MEMBERS_SPEAK


def test_numbers_have_no_gaps_however_many_speak_at_once(
    database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    def speak(turn: int) -> Posted | None:
        actor = az_delegate if turn % 2 else tr_delegate
        try:
            # Every id is sent twice at about the same time, and now and then one is refused.
            body = "" if turn % 10 == 9 else f"Remark {turn // 4}"
            return say(database, actor, room, body, UUID(int=turn // 4 + 1))
        except Refused:
            return None

    with ThreadPoolExecutor(8) as pool:
        answers = [answer for answer in pool.map(speak, range(60)) if answer]
    stored = numbers(database, room)
    assert stored == list(range(1, len(stored) + 1))
    assert len({answer.remark_id for answer in answers}) == len(stored)
    with database.read() as db:
        assert db.get_one(Room, room.id).head_seq == len(stored)


def test_a_page_shows_the_newest_remarks_and_counts_the_others(
    database: Database, room: Room, az_delegate: Actor, stranger: Actor
) -> None:
    for number in range(53):
        say(database, az_delegate, room, f"Remark {number}")
    with database.read() as db:
        shown = discussion_of(db, az_delegate, room)
        assert discussion_of(db, stranger, room) is None
        counted = counts_of(db, "practice", [room.subject_id])
    assert shown is not None
    assert (len(shown.remarks), shown.earlier, shown.token.seq) == (50, 3, 53)
    assert [one.seq for one in shown.remarks] == list(range(4, 54))
    assert counted == {room.subject_id: 53}


def test_a_room_follows_the_readers_of_its_subject(
    database: Database, private_room: Room, tr_delegate: Actor
) -> None:
    assert not may_read(tr_delegate, private_room)
    with database.write() as db:
        set_audience(db, db.get_one(Room, private_room.id), "members")
    with database.read() as db:
        assert may_read(tr_delegate, db.get_one(Room, private_room.id))
