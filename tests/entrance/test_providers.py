"""A delegation's provider is registered once, under an issuer that can be one."""

import pytest
from sqlalchemy.exc import IntegrityError

from server.foundation.database import Db
from server.group.delegations.models import Delegation, Person
from server.group.entrance.actions.providers import bind_identity, register_provider
from server.group.entrance.rules import NOT_AN_ISSUER
from server.group.permissions import Actor
from tests.builders import SYSTEM, refused

ISSUER = "https://login.ministry.example"


def test_each_provider_has_a_redirect_address_of_its_own(db: Db, azerbaijan: Delegation) -> None:
    paths = {
        register_provider(db, SYSTEM, azerbaijan.id, f"{ISSUER}/{realm}", "ffwg").path
        for realm in range(10)
    }
    assert len(paths) == 10
    assert {len(path) for path in paths} == {12}


@pytest.mark.parametrize("issuer", ["http://login.ministry.example", "https://10.0.0.1", "x"])
def test_what_can_be_no_issuer_is_refused(db: Db, azerbaijan: Delegation, issuer: str) -> None:
    with refused(NOT_AN_ISSUER):
        register_provider(db, SYSTEM, azerbaijan.id, issuer, "ffwg")


def test_an_issuer_and_client_are_registered_once(db: Db, azerbaijan: Delegation) -> None:
    register_provider(db, SYSTEM, azerbaijan.id, ISSUER, "ffwg")
    register_provider(db, SYSTEM, azerbaijan.id, ISSUER, "another")
    db.flush()
    register_provider(db, SYSTEM, azerbaijan.id, ISSUER, "ffwg")
    with pytest.raises(IntegrityError):
        db.flush()


def test_a_subject_of_an_issuer_is_one_person(
    db: Db, az_delegate: Actor, tr_delegate: Actor
) -> None:
    leyla, elif_ = (db.get_one(Person, a.person_id) for a in (az_delegate, tr_delegate))
    bind_identity(db, SYSTEM, leyla, ISSUER, "one")
    bind_identity(db, SYSTEM, elif_, "https://another.example", "one")
    db.flush()
    bind_identity(db, SYSTEM, elif_, ISSUER, "one")
    with pytest.raises(IntegrityError):
        db.flush()
