"""Who reaches a session, its agenda and the forms that change them."""

from uuid import UUID

import pytest
from sqlmodel import select

from server.foundation.database import Database
from server.foundation.refusals import Denied, SignInNeeded, Unreachable
from server.group.permissions import PUBLIC, Actor
from server.group.sessions.access import (
    changeable_session,
    editable_agenda,
    editable_item,
    readable_item,
    visible_session,
)
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import agenda_of, next_session, past, upcoming
from server.group.sessions.rules import Stage
from tests.conftest import Clock

MEMBERS = ("az_delegate", "az_head", "tr_delegate", "chair", "secretary", "observer")
EDITORS = ("chair", "secretary")


def actor(request: pytest.FixtureRequest, name: str) -> Actor:
    found: Actor = request.getfixturevalue(name)
    return found


def keep(database: Database, session: Session, **values: object) -> None:
    with database.write() as db:
        db.get_one(Session, session.id).sqlmodel_update(values)


@pytest.mark.parametrize("name", [*MEMBERS, "stranger"])
def test_everybody_sees_that_an_announced_session_takes_place(
    name: str, request: pytest.FixtureRequest, database: Database, session: Session
) -> None:
    with database.read() as db:
        assert visible_session(session.id, db, actor(request, name)).id == session.id


@pytest.mark.parametrize("name", MEMBERS)
def test_members_see_a_session_that_is_for_members(
    name: str, request: pytest.FixtureRequest, database: Database, session: Session
) -> None:
    keep(database, session, stage=Stage.SCHEDULED.value)
    with database.read() as db:
        assert visible_session(session.id, db, actor(request, name)).id == session.id
        assert next_session(db, actor(request, name)) is not None


def test_to_a_stranger_a_session_for_members_is_not_there(
    database: Database, session: Session
) -> None:
    keep(database, session, stage=Stage.SCHEDULED.value)
    with database.read() as db:
        with pytest.raises(Unreachable):
            visible_session(session.id, db, PUBLIC)
        assert next_session(db, PUBLIC) is None


def test_an_observer_sees_no_restricted_session(
    database: Database, observer: Actor, az_delegate: Actor, items: list[AgendaItem]
) -> None:
    with database.write() as db:
        session = db.exec(select(Session)).one()
        session.sqlmodel_update({"stage": Stage.SCHEDULED.value, "open": False})
    with database.read() as db:
        with pytest.raises(Unreachable):
            visible_session(session.id, db, observer)
        assert upcoming(db, observer) == []
        assert len(upcoming(db, az_delegate)) == 1


@pytest.mark.parametrize("name", MEMBERS)
def test_members_read_the_agenda(
    name: str, request: pytest.FixtureRequest, database: Database, items: list[AgendaItem]
) -> None:
    with database.read() as db:
        session = db.exec(select(Session)).one()
        item = readable_item(session.id, items[0].id, db, actor(request, name))
        agenda = agenda_of(db, actor(request, name), session)
    assert item.id == items[0].id
    assert agenda is not None
    assert [point.number for point in agenda.points] == [1, 2, 3]
    assert agenda.over == -30


def test_a_stranger_reads_no_agenda(database: Database, items: list[AgendaItem]) -> None:
    with database.read() as db:
        session = db.exec(select(Session)).one()
        assert agenda_of(db, PUBLIC, session) is None
        with pytest.raises(Unreachable):
            readable_item(session.id, items[0].id, db, PUBLIC)


def test_an_item_is_reached_only_through_its_own_session(
    database: Database, az_delegate: Actor, items: list[AgendaItem]
) -> None:
    with database.write() as db:
        session = db.exec(select(Session)).one()
        other = Session(**{**session.model_dump(), "id": items[0].id})
        db.add(other)
    with database.read() as db, pytest.raises(Unreachable):
        readable_item(other.id, items[0].id, db, az_delegate)


@pytest.mark.parametrize("name", EDITORS)
def test_chair_and_secretariat_change_session_and_agenda(
    name: str, request: pytest.FixtureRequest, database: Database, items: list[AgendaItem]
) -> None:
    who = actor(request, name)
    with database.read() as db:
        session = db.exec(select(Session)).one()
        assert changeable_session(session.id, db, who).id == session.id
        assert editable_agenda(session.id, db, who).id == session.id
        assert editable_item(session.id, items[0].id, db, who).id == items[0].id


@pytest.mark.parametrize("name", ["az_delegate", "az_head", "tr_delegate", "tr_head", "observer"])
def test_nobody_else_changes_them(
    name: str, request: pytest.FixtureRequest, database: Database, items: list[AgendaItem]
) -> None:
    who = actor(request, name)
    with database.read() as db:
        session = db.exec(select(Session)).one()
        with pytest.raises(Denied):
            changeable_session(session.id, db, who)
        with pytest.raises(Denied):
            editable_agenda(session.id, db, who)
        with pytest.raises(Denied):
            editable_item(session.id, items[0].id, db, who)


def test_a_stranger_is_asked_to_sign_in_before_changing(
    database: Database, session: Session
) -> None:
    with database.read() as db:
        with pytest.raises(SignInNeeded):
            changeable_session(session.id, db, PUBLIC)
        with pytest.raises(SignInNeeded):
            editable_agenda(session.id, db, PUBLIC)


def test_a_session_is_past_once_it_has_ended(
    database: Database, az_delegate: Actor, session: Session, clock: Clock
) -> None:
    with database.read() as db:
        clock.set(session.starts_at)
        clock.move(minutes=session.minutes - 1)
        assert (len(upcoming(db, az_delegate)), past(db, az_delegate)) == (1, [])
        clock.move(minutes=1)
        assert (upcoming(db, az_delegate), len(past(db, az_delegate))) == ([], 1)


def test_an_unknown_session_is_not_there(database: Database, az_delegate: Actor) -> None:
    with database.read() as db, pytest.raises(Unreachable):
        visible_session(UUID(int=7), db, az_delegate)
