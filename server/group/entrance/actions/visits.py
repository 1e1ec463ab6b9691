"""Opening and ending visits."""

import secrets
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Denied, Refused
from server.group.delegations.models import Person
from server.group.entrance.models import Visit
from server.group.entrance.queries import demonstration_members, hat_of
from server.group.entrance.rules import (
    LONGEST_VISIT,
    NO_OFFICE,
    SEEN_AGAIN,
    TOO_FEW_MEMBERS,
    hashed,
)
from server.group.permissions import Actor

COOKIE = "__Host-sid"
BY_COMMAND = "urn:ffwg:visits"
"""The issuer of visits that no provider vouched for; refused in production."""


def open_visit(db: Db, person: Person, issuer: str, session: str | None = None) -> str:
    """The token is told once and kept nowhere; the row has its hash."""
    office = hat_of(db, person.id)
    if office is None:
        raise Denied(NO_OFFICE)
    token = secrets.token_urlsafe(32)
    longest = now() + LONGEST_VISIT
    visit = Visit(
        token_hash=hashed(token),
        person_id=person.id,
        role=office.role,
        issuer=issuer,
        session=session,
        epoch=person.epoch,
        opened=now(),
        last_seen=now(),
        expires=min(longest, office.until or longest),
    )
    db.add(visit)
    facts = {"role": office.role, "issuer": issuer}
    record(db, actor_id=person.id, act="visit.opened", subject_id=visit.id, facts=facts)
    return token


def open_visits(db: Db, count: int) -> list[str]:
    """Cookie header values for `count` demonstration members, for load tools."""
    members = demonstration_members(db, count)
    if len(members) < count:
        raise Refused(TOO_FEW_MEMBERS.of(found=len(members)))
    return [f"{COOKIE}={open_visit(db, person, BY_COMMAND)}" for person in members]


def see_again(db: Db, visit_id: UUID) -> None:
    """Notes that somebody is still there, at most once a minute."""
    old = (col(Visit.id) == visit_id) & (col(Visit.last_seen) < now() - SEEN_AGAIN)
    db.connection().execute(sa.update(Visit).where(old).values(last_seen=now()))


def end_visit(db: Db, actor: Actor) -> None:
    """Ends the actor's own visit here, whatever the provider does about its session."""
    visit = db.get(Visit, actor.visit_id) if actor.visit_id else None
    if visit is not None and visit.ended is None:
        _end(db, visit)


def end_earlier(db: Db, token: str) -> None:
    """Ends the visit of a cookie that is about to be replaced."""
    running = (Visit.token_hash == hashed(token), col(Visit.ended).is_(None))
    visit = db.exec(select(Visit).where(*running)).one_or_none()
    if visit is not None:
        _end(db, visit)


def _end(db: Db, visit: Visit) -> None:
    visit.ended = now()
    db.add(visit)
    record(db, actor_id=visit.person_id, act="visit.ended", subject_id=visit.id)
