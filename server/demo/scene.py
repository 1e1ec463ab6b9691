"""Puts the scene together: delegations, their people, their providers, what sources state."""

import json
from pathlib import Path

from server.demo.cast import CAST, SECRETARIAT, Character
from server.demo.story import tell
from server.foundation.database import Database, Db
from server.foundation.stamp import hold_to
from server.group.delegations.actions import add_person, appoint, register_delegation
from server.group.delegations.models import Delegation, Kind, Person, Standing
from server.group.delegations.queries import delegation_by_code
from server.group.entrance.actions.providers import bind_identity, register_provider
from server.group.indicators.actions import load_indicators
from server.group.permissions import Actor, Role
from server.group.practices.actions.registering import load_practices

DATA = Path(__file__).with_name("data")
FOUNDERS = {"TR": Standing.PREPARED, "AZ": Standing.SIGNED}
OPERATOR = Actor(role=Role.SECRETARIAT)
"""Whoever runs the command, before there is anybody to be."""


def demonstrate(database: Database, members: int = 0) -> None:
    """Fills an empty database once; adds demonstration members to one that is filled."""
    with database.write() as db:
        hold_to(db, "development")
        if delegation_by_code(db, SECRETARIAT) is None:
            people = _gather(db)
            load_practices(db, people["secretary"], _data("practices.json"))
            load_indicators(db, people["secretary"], _data("indicators.json"))
            _list_others(db, people["secretary"])
            tell(db, people)
        if members:
            _add_members(db, members)


def issuer_of(code: str) -> str:
    """The address of a delegation's development provider."""
    return f"https://{code.lower()}.idp.invalid"


def _gather(db: Db) -> dict[str, Actor]:
    return {one.sign_in: _seat(db, one) for one in CAST}


def _seat(db: Db, character: Character) -> Actor:
    delegation = delegation_by_code(db, character.delegation) or _join(db, character.delegation)
    person = add_person(
        db,
        OPERATOR,
        Person(
            delegation_id=delegation.id,
            name=character.name,
            function=character.function,
            contact=f"{character.sign_in}@example.org",
            language=character.language,
            zone=character.zone,
            demonstration=True,
        ),
    )
    appoint(db, OPERATOR, person, character.role)
    bind_identity(db, OPERATOR, person, issuer_of(delegation.code), character.sign_in)
    return acting(person, delegation, character.role)


def acting(person: Person, delegation: Delegation, role: Role) -> Actor:
    """The actor that this person is after signing in."""
    return Actor(
        role=role,
        person_id=person.id,
        delegation_id=delegation.id,
        delegation_code=delegation.code,
        name=person.name,
        function=person.function,
        language=person.language,
        zone=person.zone,
        demonstration=person.demonstration,
    )


def _join(db: Db, code: str) -> Delegation:
    office = code == SECRETARIAT
    delegation = register_delegation(
        db,
        OPERATOR,
        code,
        Standing.OFFICE if office else FOUNDERS.get(code, Standing.LISTED),
        kind=Kind.SECRETARIAT if office else Kind.STATE,
        demonstration=True,
    )
    db.flush()  # the provider that follows refers to the delegation
    register_provider(db, OPERATOR, delegation.id, issuer_of(code), "ffwg")
    return delegation


def _list_others(db: Db, secretary: Actor) -> None:
    """Countries of which sources give figures only."""
    entries = _data("indicators.json")
    assert isinstance(entries, list)
    for code in sorted({entry["iso2"] for entry in entries}):
        if delegation_by_code(db, code) is None:
            register_delegation(db, secretary, code, Standing.LISTED)


def _add_members(db: Db, count: int) -> None:
    """Delegates beside the cast, spread over the delegations that have one."""
    codes = [one.delegation for one in CAST if one.role is Role.DELEGATE]
    homes = [delegation for code in codes if (delegation := delegation_by_code(db, code))]
    for number in range(1, count + 1):
        delegation = homes[number % len(homes)]
        person = Person(
            delegation_id=delegation.id,
            name=f"Demonstration Member {number}",
            function="Demonstration delegate",
            language="en",
            zone="UTC",
            demonstration=True,
        )
        appoint(db, OPERATOR, add_person(db, OPERATOR, person), Role.DELEGATE)


def _data(name: str) -> object:
    content: object = json.loads((DATA / name).read_text(encoding="utf-8"))
    return content
