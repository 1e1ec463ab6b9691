"""Whose visit this is, and through which providers one may sign in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.clock import now
from server.foundation.database import Db
from server.group.delegations.models import Delegation, Office, Person
from server.group.entrance.models import Identity, Provider, Visit
from server.group.entrance.rules import HATS, still_runs
from server.group.permissions import Actor, Role


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit that runs, and whoever is on it."""

    actor: Actor
    visit_id: UUID
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class WayIn:
    """A delegation and the provider that speaks for its people."""

    provider_id: UUID
    code: str


# The one select that runs on every page: plain columns, compiled once.
_STAY = (
    sa.select(
        col(Visit.id),
        Visit.role,
        Visit.last_seen,
        Visit.expires,
        col(Person.id),
        Person.delegation_id,
        Delegation.code,
        Person.name,
        Person.function,
        Person.language,
        Person.zone,
        Person.demonstration,
    )
    .join(Person, col(Person.id) == Visit.person_id)
    .join(Delegation, col(Delegation.id) == Person.delegation_id)
    .where(
        col(Visit.token_hash) == sa.bindparam("token_hash"),
        col(Visit.ended).is_(None),
        col(Visit.epoch) == Person.epoch,
        col(Person.active),
    )
)


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def stay_of(db: Db, token: str) -> Stay | None:
    """The visit a cookie opens, if it still runs."""
    row = db.connection().execute(_STAY, {"token_hash": hashed(token)}).one_or_none()
    if row is None:
        return None
    visit_id, role, last_seen, expires, person_id, delegation_id, code, *about = row
    if not still_runs(now(), last_seen, expires, role):
        return None
    actor = Actor(Role(role), person_id, delegation_id, code, *about[:4], visit_id, about[4])
    return Stay(actor, visit_id, last_seen)


def ways_in(db: Db) -> list[WayIn]:
    wanted = (
        select(Provider.id, Delegation.code)
        .join(Delegation, col(Delegation.id) == Provider.delegation_id)
        .where(Provider.enabled)
    )
    return [WayIn(provider_id, code) for provider_id, code in db.exec(wanted)]


def identified(db: Db, issuer: str, subject: str, delegation_id: UUID) -> Person | None:
    """The person a provider means; it can speak only for its own delegation's people."""
    wanted = (
        select(Person)
        .join(Identity, col(Identity.person_id) == Person.id)
        .where(
            Identity.issuer == issuer,
            Identity.subject == subject,
            Person.delegation_id == delegation_id,
            Person.active,
        )
    )
    return db.exec(wanted).one_or_none()


def hat_of(db: Db, person_id: UUID) -> str | None:
    """The office under which somebody comes in; with several, the one that binds most."""
    running = sa.or_(col(Office.until).is_(None), col(Office.until) > now())
    held = set(db.exec(select(Office.role).where(Office.person_id == person_id, running)))
    return next((role for role in HATS if role in held), None)


def demonstration_members(db: Db, count: int) -> list[Person]:
    wanted = (
        select(Person)
        .join(Office, col(Office.person_id) == Person.id)
        .where(Person.demonstration, Office.role == Role.DELEGATE)
        .order_by(col(Person.id).desc())
    )
    return list(db.exec(wanted.limit(count)))
