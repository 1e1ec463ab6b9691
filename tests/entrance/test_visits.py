"""A visit opens, runs, and ends: by itself, by its person, or because rights changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.requests import HTTPConnection
from sqlmodel import select

from server.app import create_app
from server.foundation.clock import now
from server.foundation.database import Database, Db
from server.group.delegations.actions import appoint
from server.group.delegations.models import Office, Person
from server.group.entrance.access import visitor_of
from server.group.entrance.actions.signing_in import begin, burn
from server.group.entrance.actions.visits import BY_COMMAND, COOKIE, open_visit, open_visits
from server.group.entrance.models import Visit
from server.group.entrance.rules import NO_OFFICE, TOO_FEW_MEMBERS
from server.group.permissions import PUBLIC, Actor, Role
from server.settings import Settings
from tests.builders import SYSTEM, a_delegation, a_person, refused
from tests.conftest import Clock
from tests.entrance.counting import statements_of
from tests.entrance.steps import Doors

Change = Callable[[Db, Person], object]
ISSUER = "https://az.idp.invalid"


@pytest.fixture
def token(database: Database, az_delegate: Actor) -> str:
    with database.write() as db:
        return open_visit(db, db.get_one(Person, az_delegate.person_id), ISSUER)


def asked(app: FastAPI, cookie: str | None) -> HTTPConnection:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []
    return HTTPConnection({"type": "http", "headers": headers, "app": app})


def visitor(app: FastAPI, token: str | None) -> Actor:
    database: Database = app.state.database
    with database.read() as db:
        return visitor_of(db, asked(app, token))


def test_a_cookie_makes_its_bearer_the_person(app: FastAPI, token: str, az_delegate: Actor) -> None:
    found = visitor(app, token)
    assert found.visit_id is not None
    assert (found.person_id, found.role, found.delegation_code, found.zone) == (
        az_delegate.person_id,
        Role.DELEGATE,
        "AZ",
        "Asia/Baku",
    )


@pytest.mark.parametrize("other", [None, "", "x", "x" * 5000, "ş", '"'])
def test_any_other_cookie_makes_a_stranger(app: FastAPI, token: str, other: str | None) -> None:
    assert visitor(app, other) is PUBLIC


def test_one_question_finds_the_visitor(app: FastAPI, token: str) -> None:
    with statements_of(app.state.database) as statements:
        visitor(app, token)
    assert len(statements) == 1


def end_the_office(db: Db, person: Person) -> None:
    office = db.exec(select(Office).where(Office.person_id == person.id)).one()
    office.until = now()


CHANGES: dict[str, Change] = {
    "a new office": lambda db, person: appoint(db, SYSTEM, person, Role.HEAD),
    "another epoch": lambda db, person: setattr(person, "epoch", person.epoch + 1),
    "suspension": lambda db, person: setattr(person, "active", False),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_of_rights_ends_the_visit_at_once(
    app: FastAPI, database: Database, token: str, az_delegate: Actor, change: Change
) -> None:
    assert visitor(app, token).signed_in
    with database.write() as db:
        change(db, db.get_one(Person, az_delegate.person_id))
    assert visitor(app, token) is PUBLIC


def test_a_quiet_visit_ends_after_an_hour(app: FastAPI, clock: Clock, token: str) -> None:
    clock.move(minutes=59, seconds=59)
    assert visitor(app, token).signed_in
    app.state.database.settle()
    clock.move(minutes=59, seconds=59)
    assert visitor(app, token).signed_in
    app.state.database.settle()
    clock.move(hours=1)
    assert visitor(app, token) is PUBLIC


def test_a_busy_visit_ends_after_twelve_hours(app: FastAPI, clock: Clock, token: str) -> None:
    for _ in range(23):
        clock.move(minutes=30)
        assert visitor(app, token).signed_in
        app.state.database.settle()
    clock.move(minutes=30)
    assert visitor(app, token) is PUBLIC


def test_being_seen_is_written_once_a_minute(
    app: FastAPI, clock: Clock, database: Database, token: str
) -> None:
    def seen() -> object:
        database.settle()
        with database.read() as db:
            return db.exec(select(Visit.last_seen)).one()

    opened = seen()
    clock.move(seconds=60)
    visitor(app, token)
    assert seen() == opened
    clock.move(seconds=1)
    for _ in range(3):
        visitor(app, token)
    assert seen() == now()


def test_a_visit_ends_with_the_office(db: Db, az_delegate: Actor) -> None:
    person = db.get_one(Person, az_delegate.person_id)
    office = db.exec(select(Office).where(Office.person_id == person.id)).one()
    office.until = now() + timedelta(hours=1)
    open_visit(db, person, ISSUER)
    assert db.exec(select(Visit)).one().expires == office.until


def test_without_an_office_nobody_comes_in(db: Db, az_delegate: Actor) -> None:
    person = db.get_one(Person, az_delegate.person_id)
    end_the_office(db, person)
    with refused(NO_OFFICE):
        open_visit(db, person, ISSUER)


def test_the_office_that_binds_most_is_the_hat(db: Db, az_delegate: Actor) -> None:
    person = db.get_one(Person, az_delegate.person_id)
    appoint(db, SYSTEM, person, Role.CHAIR)
    open_visit(db, person, ISSUER)
    assert db.exec(select(Visit)).one().role == "CH"


def test_a_load_tool_gets_visits_of_invented_members(db: Db, app: FastAPI) -> None:
    delegation = a_delegation(db, "KG")
    members = [a_person(db, delegation) for _ in range(3)]
    cookies = open_visits(db, 3)
    db.flush()  # the cookies are looked up below
    assert len(set(cookies)) == 3
    assert all(cookie.startswith("__Host-sid=") for cookie in cookies)
    found = {visitor_of(db, asked(app, one.partition("=")[2])).person_id for one in cookies}
    assert found == {member.person_id for member in members}
    with refused(TOO_FEW_MEMBERS):
        open_visits(db, 4)


@pytest.mark.parametrize("issuer", ["https://az.idp.invalid", BY_COMMAND, "https://id.gov.example"])
def test_in_production_nobody_invented_is_let_in(
    settings: Settings, database: Database, az_delegate: Actor, issuer: str
) -> None:
    with database.write() as db:
        token = open_visit(db, db.get_one(Person, az_delegate.person_id), issuer)
    serious = settings.model_copy(update={"mode": "production"})
    assert visitor(create_app(serious, database), token) is PUBLIC


def test_in_production_a_real_person_needs_a_real_provider(
    settings: Settings, database: Database, az_delegate: Actor
) -> None:
    serious = create_app(settings.model_copy(update={"mode": "production"}), database)
    with database.write() as db:
        person = db.get_one(Person, az_delegate.person_id)
        person.demonstration = False
        real = open_visit(db, person, "https://id.gov.example")
        made_up = open_visit(db, person, "https://az.idp.invalid")
    assert visitor(serious, real).signed_in
    assert visitor(serious, made_up) is PUBLIC


def test_of_many_callbacks_at_once_one_goes_on(database: Database, doors: Doors) -> None:
    with database.write() as db:
        begun = begin(db, doors["AZ"], "/")

    def try_it(_time: int) -> bool:
        with database.write() as db:
            return burn(db, begun.provider.path, begun.state, begun.cookie) is not None

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(try_it, range(40))) == 1
