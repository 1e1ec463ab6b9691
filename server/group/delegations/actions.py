"""Registering delegations and the people in them, and giving and ending offices."""

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Refused
from server.group.delegations.models import Delegation, Kind, Office, Person, Standing
from server.group.delegations.queries import delegation_by_code
from server.group.delegations.rules import why_not_register
from server.group.permissions import Actor, Role


def register_delegation(
    db: Db,
    actor: Actor,
    code: str,
    standing: Standing,
    *,
    kind: Kind = Kind.STATE,
    demonstration: bool = False,
) -> Delegation:
    """`code` is ISO 3166-1 alpha-2; XS, which ISO leaves to users, stands for the secretariat."""
    if refusal := why_not_register(code, taken=delegation_by_code(db, code) is not None):
        raise Refused(refusal)
    delegation = Delegation(
        code=code, kind=kind.value, standing=standing.value, demonstration=demonstration
    )
    db.add(delegation)
    record(
        db,
        actor_id=actor.person_id,
        act="delegation.registered",
        subject_id=delegation.id,
        facts={"code": code, "standing": standing.value},
    )
    return delegation


def add_person(db: Db, actor: Actor, person: Person) -> Person:
    """Adds somebody to a delegation; they hold no office yet."""
    db.add(person)
    db.flush()  # the office that follows refers to the person
    record(
        db,
        actor_id=actor.person_id,
        act="person.added",
        subject_id=person.id,
        facts={"delegation": str(person.delegation_id)},
        personal={"name": person.name, "function": person.function},
    )
    return person


def appoint(db: Db, actor: Actor, person: Person, role: Role) -> Office:
    """Gives an office; whatever the person may do is judged anew from now on."""
    office = Office(person_id=person.id, role=role.value, since=now())
    person.epoch += 1
    db.add_all([office, person])
    record(
        db,
        actor_id=actor.person_id,
        act="office.given",
        subject_id=person.id,
        facts={"role": role.value},
    )
    return office
