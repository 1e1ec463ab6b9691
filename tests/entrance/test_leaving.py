"""A visit ends once, and only the visit that was meant."""

import pytest
from sqlmodel import select

from server.foundation.audit import AuditEntry
from server.foundation.database import Db
from server.group.delegations.models import Person
from server.group.entrance.actions.visits import end_earlier, end_visit, open_visit
from server.group.entrance.models import Visit
from server.group.entrance.queries import stay_of
from server.group.permissions import PUBLIC, Actor


@pytest.fixture
def token(db: Db, az_delegate: Actor) -> str:
    token = open_visit(db, db.get_one(Person, az_delegate.person_id), "https://az.idp.invalid")
    db.flush()  # the visit is looked up below
    return token


def ends(db: Db) -> int:
    return len(db.exec(select(AuditEntry).where(AuditEntry.act == "visit.ended")).all())


def test_leaving_twice_is_leaving_once(db: Db, token: str) -> None:
    stay = stay_of(db, token)
    assert stay is not None
    end_visit(db, stay.actor)
    db.flush()
    assert stay_of(db, token) is None
    end_visit(db, stay.actor)
    assert ends(db) == 1


def test_who_is_not_here_cannot_leave(db: Db, token: str) -> None:
    end_visit(db, PUBLIC)
    assert stay_of(db, token) is not None
    assert ends(db) == 0


def test_an_earlier_visit_ends_by_its_token_alone(db: Db, token: str) -> None:
    for other in ("", "x", token[:-1]):
        end_earlier(db, other)
    assert ends(db) == 0
    end_earlier(db, token)
    end_earlier(db, token)
    assert ends(db) == 1
    assert db.exec(select(Visit)).one().ended is not None
