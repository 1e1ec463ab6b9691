"""The people of the demonstration, by name and with their fixed roles, as fixtures."""

import pytest

from server.demo.cast import CAST
from server.foundation.database import Database, Db
from server.group.delegations.models import Delegation
from server.group.delegations.queries import delegation_by_code
from server.group.permissions import PUBLIC, Actor
from tests.builders import a_delegation, a_person

WANTED = ("secretary", "chair", "tr-head", "tr-delegate", "az-head", "az-delegate", "jp-observer")

Cast = dict[str, Actor]


def seat_all(db: Db) -> Cast:
    people = [one for one in CAST if one.sign_in in WANTED]
    codes = dict.fromkeys(one.delegation for one in people)
    delegations = {code: a_delegation(db, code) for code in codes}
    return {one.sign_in: a_person(db, delegations[one.delegation], one) for one in people}


@pytest.fixture
def cast(database: Database) -> Cast:
    with database.write() as db:
        return seat_all(db)


def _delegation(code: str, database: Database) -> Delegation:
    with database.read() as db:
        found = delegation_by_code(db, code)
    assert found is not None
    return found


@pytest.fixture
def azerbaijan(cast: Cast, database: Database) -> Delegation:
    return _delegation("AZ", database)


@pytest.fixture
def turkiye(cast: Cast, database: Database) -> Delegation:
    return _delegation("TR", database)


@pytest.fixture
def az_delegate(cast: Cast) -> Actor:
    return cast["az-delegate"]


@pytest.fixture
def az_head(cast: Cast) -> Actor:
    return cast["az-head"]


@pytest.fixture
def tr_delegate(cast: Cast) -> Actor:
    return cast["tr-delegate"]


@pytest.fixture
def tr_head(cast: Cast) -> Actor:
    return cast["tr-head"]


@pytest.fixture
def chair(cast: Cast) -> Actor:
    return cast["chair"]


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast["secretary"]


@pytest.fixture
def observer(cast: Cast) -> Actor:
    return cast["jp-observer"]


@pytest.fixture
def stranger() -> Actor:
    return PUBLIC
