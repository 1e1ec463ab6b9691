"""What tests put into the world, told through the actions people use, with good defaults."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from server.demo.cast import SECRETARIAT, Character
from server.foundation.database import Db
from server.foundation.refusals import Refusal, Refused
from server.group.delegations.actions import add_person, appoint, register_delegation
from server.group.delegations.models import Delegation, Kind, Person, Standing
from server.group.permissions import Actor, Role

SYSTEM = Actor(role=Role.SECRETARIAT)
"""Whoever sets the stage: the secretariat, nobody in particular."""

SOMEBODY = Character(
    "somebody", "", "Ada Invented", "Adviser", Role.DELEGATE, "en", "Europe/Istanbul"
)


def a_delegation(db: Db, code: str = "RO") -> Delegation:
    office = code == SECRETARIAT
    kind = Kind.SECRETARIAT if office else Kind.STATE
    standing = Standing.OFFICE if office else Standing.LISTED
    found = register_delegation(db, SYSTEM, code, standing, kind=kind, demonstration=True)
    db.flush()  # people refer to it
    return found


def a_person(db: Db, delegation: Delegation, who: Character = SOMEBODY) -> Actor:
    """Seated in the delegation, in office, and ready to act."""
    person = Person(
        delegation_id=delegation.id,
        name=who.name,
        function=who.function,
        language=who.language,
        zone=who.zone,
        demonstration=True,
    )
    add_person(db, SYSTEM, person)
    appoint(db, SYSTEM, person, who.role)
    db.flush()
    return Actor(
        role=who.role,
        person_id=person.id,
        delegation_id=delegation.id,
        delegation_code=delegation.code,
        name=who.name,
        function=who.function,
        language=who.language,
        zone=who.zone,
        demonstration=True,
    )


@contextmanager
def refused(refusal: Refusal) -> Iterator[None]:
    """The block is refused with this sentence, whatever values it carries."""
    with pytest.raises(Refused) as caught:
        yield
    assert caught.value.refusal.sentence == refusal.sentence
