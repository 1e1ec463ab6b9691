"""Numbers without gaps, and positions that prove what they continue; on both databases."""

import threading
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from server.foundation.database import Database, Db
from server.foundation.live.log import (
    Token,
    append,
    heads,
    position,
    read_token,
    resumes,
    tag_of,
    token_at,
)
from server.foundation.live.models import Room


def a_room(db: Db) -> Room:
    room = Room(
        subject_kind="practice",
        subject_id=uuid7(),
        home="/practices/1",
        read_action="practice.read",
        read_state="published",
    )
    db.add(room)
    db.flush()
    return room


def said(db: Db, room: Room, times: int) -> list[Token]:
    return [token_at(db, room.id, append(db, room.id, "posted", uuid7()).seq) for _ in range(times)]


def test_events_are_numbered_from_one_and_each_room_by_itself(db: Db) -> None:
    one, other = a_room(db), a_room(db)
    assert [token.seq for token in said(db, one, 3)] == [1, 2, 3]
    assert [token.seq for token in said(db, other, 2)] == [1, 2]
    assert heads(db, [one.id, other.id, uuid7()]) == {one.id: 3, other.id: 2}


def test_what_was_rolled_back_leaves_no_gap(database: Database) -> None:
    with database.write() as db:
        room = a_room(db)

    def fail() -> None:
        with database.write() as db:
            append(db, room.id, "posted", uuid7())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.write() as db:
        assert append(db, room.id, "posted", uuid7()).seq == 1


def test_who_speaks_at_once_is_numbered_without_gaps(database: Database) -> None:
    with database.write() as db:
        room = a_room(db)
    seqs: list[int] = []

    def speak() -> None:
        for _ in range(5):
            with database.write() as db:
                seq = append(db, room.id, "posted", uuid7()).seq
            seqs.append(seq)

    speakers = [threading.Thread(target=speak) for _ in range(4)]
    for speaker in speakers:
        speaker.start()
    for speaker in speakers:
        speaker.join(30)
    assert sorted(seqs) == list(range(1, 21))


def test_a_room_is_continued_from_any_position_it_ever_had(db: Db) -> None:
    room = a_room(db)
    empty = position(db, room.id)
    assert empty == Token(room.epoch, 0, tag_of(None))
    tokens = said(db, room, 3)
    assert position(db, room.id) == tokens[-1]
    assert all(resumes(db, room.id, token) for token in (empty, *tokens))


def test_a_position_of_another_log_is_not_continued(db: Db) -> None:
    room = a_room(db)
    first, second = said(db, room, 2)
    wrong = (
        Token("0" * 8, second.seq, second.tag),  # another epoch
        Token(first.epoch, first.seq, second.tag),  # the number was given to something else
        Token(first.epoch, 0, first.tag),
        Token(second.epoch, 3, tag_of(None)),  # ahead of the log
    )
    assert not any(resumes(db, room.id, token) for token in wrong)
    assert not resumes(db, uuid7(), second)
    assert position(db, uuid7()) is None


@pytest.mark.parametrize(
    "text",
    ["", "1", "a.b.c", "a.1", "a.1.", ".1.c", "a.-1.c", "a.1.c.d", "a.²x.c", "a" * 61 + ".1.c"],
)
def test_what_is_no_position_is_not_read(text: str) -> None:
    assert read_token(text) is None


def test_a_position_is_read_back() -> None:
    token = Token("0a1b2c3d", 12, tag_of(UUID(int=255)))
    assert str(token) == "0a1b2c3d.12.000000ff"
    assert read_token(str(token)) == token
