"""What people say about themselves."""

from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.language.choosing import is_zone
from server.foundation.language.names import OFFERED, autonym
from server.foundation.refusals import Refused, Stale
from server.group.delegations.models import Person
from server.group.entrance.rules import NOT_A_LANGUAGE, NOT_A_ZONE
from server.group.permissions import Actor


def change_account(
    db: Db, actor: Actor, *, language: str, zone: str, contact: str, version: int
) -> Person:
    person = db.get_one(Person, actor.person_id, with_for_update=True)
    if person.version != version:
        raise Stale(_as_it_stands(person), person.version)
    if language not in OFFERED:
        raise Refused(NOT_A_LANGUAGE)
    if not is_zone(zone):
        raise Refused(NOT_A_ZONE)
    person.language, person.zone, person.contact = language, zone, contact
    person.version += 1
    db.add(person)
    record(db, actor_id=person.id, act="account.changed", subject_id=person.id)
    return person


def _as_it_stands(person: Person) -> dict[str, str]:
    return {
        "language": autonym(person.language) if person.language else "",
        "zone": person.zone or "",
        "contact": person.contact,
    }


def choose_language(db: Db, actor: Actor, language: str) -> None:
    """Keeps a signed-in reader's choice; a stranger's lives in a cookie only."""
    if language not in OFFERED:
        raise Refused(NOT_A_LANGUAGE)
    if actor.person_id is not None:
        person = db.get_one(Person, actor.person_id)
        person.language = language
        db.add(person)
