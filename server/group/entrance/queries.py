"""Whose visit this is, and through which providers one may sign in."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.clock import now
from server.foundation.database import Db
from server.group.delegations.models import Delegation, Kind, Office, Person
from server.group.delegations.queries import running
from server.group.entrance.models import Identity, Provider, Visit
from server.group.entrance.rules import HATS, hashed, still_runs
from server.group.permissions import Actor, Role


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit that runs, and whoever is on it."""

    actor: Actor
    visit_id: UUID
    issuer: str
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class WayIn:
    """A delegation and the provider that speaks for its people."""

    provider_id: UUID
    code: str
    host: str
    is_secretariat: bool


# The one select that runs on every page: plain columns, compiled once.
_STAY = (
    sa.select(
        col(Visit.id),
        col(Visit.issuer),
        col(Visit.last_seen),
        col(Visit.expires),
        col(Visit.role),
        col(Person.id),
        col(Person.delegation_id),
        col(Delegation.code),
        col(Person.name),
        col(Person.function),
        col(Person.language),
        col(Person.zone),
        col(Person.demonstration),
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


def stay_of(db: Db, token: str) -> Stay | None:
    """The visit a cookie opens, if it still runs."""
    row = db.connection().execute(_STAY, {"token_hash": hashed(token)}).one_or_none()
    if row is None:
        return None
    visit_id, issuer, last_seen, expires, role, person_id, delegation_id, code, *about = row
    if not still_runs(now(), last_seen, expires, role):
        return None
    name, function, language, zone, demonstration = about
    actor = Actor(
        role=Role(role),
        person_id=person_id,
        delegation_id=delegation_id,
        delegation_code=code,
        name=name,
        function=function,
        language=language,
        zone=zone,
        visit_id=visit_id,
        demonstration=demonstration,
    )
    return Stay(actor, visit_id, issuer, last_seen)


def ways_in(db: Db) -> list[WayIn]:
    """Every provider that is switched on; the caller sorts by the reader's alphabet."""
    wanted = (
        select(Provider, Delegation)
        .join(Delegation, col(Delegation.id) == Provider.delegation_id)
        .where(Provider.enabled)
    )
    return [_way_in(provider, delegation) for provider, delegation in db.exec(wanted)]


def _way_in(provider: Provider, delegation: Delegation) -> WayIn:
    host = urlsplit(provider.issuer).hostname or ""
    return WayIn(provider.id, delegation.code, host, delegation.kind == Kind.SECRETARIAT)


def provider_at(db: Db, path: str) -> Provider | None:
    """The provider whose redirect address ends in `path`."""
    return db.exec(select(Provider).where(Provider.path == path)).one_or_none()


def provider_of_visit(db: Db, visit_id: UUID) -> Provider | None:
    """The provider by which somebody came in, if it is still one of ours."""
    wanted = (
        select(Provider)
        .join(Visit, col(Visit.issuer) == Provider.issuer)
        .join(Person, col(Person.id) == Visit.person_id)
        .where(Visit.id == visit_id, Provider.delegation_id == Person.delegation_id)
    )
    return db.exec(wanted).first()


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


def hat_of(db: Db, person_id: UUID) -> Office | None:
    """The office under which somebody comes in; with several, the one that binds most."""
    held = db.exec(select(Office).where(Office.person_id == person_id, running()))
    hats = [office for office in held if office.role in HATS]
    return min(hats, key=lambda office: HATS.index(office.role), default=None)


def demonstration_members(db: Db, count: int) -> list[Person]:
    """The newest first: those that `ffwg demo --members` added."""
    wanted = (
        select(Person)
        .join(Office, col(Office.person_id) == Person.id)
        .where(Person.demonstration, Person.active, Office.role == Role.DELEGATE, running())
        .order_by(col(Person.id).desc())
    )
    return list(db.exec(wanted.limit(count)).unique())
