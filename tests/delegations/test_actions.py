"""Delegations are registered, people join them and take office, and each act is on record."""

from sqlmodel import select

from server.foundation.audit import AuditEntry
from server.foundation.clock import now
from server.foundation.database import Db
from server.group.delegations.actions import add_person, appoint, register_delegation
from server.group.delegations.models import Kind, Office, Person, Standing
from server.group.delegations.queries import (
    codes_by_id,
    delegation_by_code,
    delegations,
    seats_of,
)
from server.group.delegations.rules import NOT_A_CODE, TAKEN
from server.group.permissions import Actor, Role
from tests.builders import SYSTEM, a_delegation, a_person, refused


def entries(db: Db, act: str) -> list[AuditEntry]:
    return list(db.exec(select(AuditEntry).where(AuditEntry.act == act)))


def test_a_delegation_is_registered_by_its_code(db: Db, secretary: Actor) -> None:
    kenya = register_delegation(db, secretary, "KE", Standing.LISTED)
    assert delegation_by_code(db, "KE") == kenya
    entry = entries(db, "delegation.registered")[-1]
    assert (entry.actor_id, entry.subject_id) == (secretary.person_id, kenya.id)
    assert entry.facts == {"code": "KE", "standing": "listed"}


def test_a_code_that_is_taken_or_none_is_refused(db: Db, secretary: Actor) -> None:
    register_delegation(db, secretary, "KE", Standing.LISTED)
    before = len(entries(db, "delegation.registered"))
    with refused(TAKEN):
        register_delegation(db, secretary, "KE", Standing.SIGNED)
    with refused(NOT_A_CODE):
        register_delegation(db, secretary, "Kenya", Standing.LISTED)
    assert len(entries(db, "delegation.registered")) == before


def test_names_are_on_record_where_they_can_be_erased(db: Db, secretary: Actor) -> None:
    delegation = a_delegation(db, "KE")
    wanjiru = Person(delegation_id=delegation.id, name="Wanjiru Mfano", function="Adviser")
    add_person(db, secretary, wanjiru)
    (entry,) = [one for one in entries(db, "person.added") if one.subject_id == wanjiru.id]
    assert entry.facts == {"delegation": str(delegation.id)}
    assert entry.personal == {"name": "Wanjiru Mfano", "function": "Adviser"}


def test_an_office_changes_what_one_may_do_from_now_on(db: Db, secretary: Actor) -> None:
    delegation = a_delegation(db, "KE")
    wanjiru = Person(delegation_id=delegation.id, name="Wanjiru Mfano", function="Adviser")
    add_person(db, secretary, wanjiru)
    epoch = wanjiru.epoch
    office = appoint(db, secretary, wanjiru, Role.HEAD)
    assert (office.role, office.since <= now(), office.until) == ("HOD", True, None)
    assert wanjiru.epoch == epoch + 1
    assert entries(db, "office.given")[-1].facts == {"role": "HOD"}


def test_the_secretariat_is_no_delegation_of_a_state(db: Db, secretary: Actor) -> None:
    codes = {one.code for one in delegations(db)}
    assert "AZ" in codes
    assert "XS" not in codes
    assert "XS" in codes_by_id(db).values()
    office = delegation_by_code(db, "XS")
    assert office is not None
    assert office.kind == Kind.SECRETARIAT


def test_heads_sit_first_and_who_has_left_sits_nowhere(db: Db) -> None:
    delegation = a_delegation(db, "KE")
    adviser, gone, past = (a_person(db, delegation) for _ in range(3))
    head = Person(delegation_id=delegation.id, name="Zuri Mfano", function="Director")
    add_person(db, SYSTEM, head)
    appoint(db, SYSTEM, head, Role.HEAD)
    db.get_one(Person, gone.person_id).active = False
    db.exec(select(Office).where(Office.person_id == past.person_id)).one().until = now()
    seats = [(seat.person.id, seat.role) for seat in seats_of(db, delegation.id)]
    assert seats == [(head.id, "HOD"), (adviser.person_id, "DEL")]
