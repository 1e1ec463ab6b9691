"""Opening and ending visits."""

import secrets
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Denied
from server.group.delegations.models import Person
from server.group.entrance.models import Visit
from server.group.entrance.queries import demonstration_members, hashed, hat_of
from server.group.entrance.rules import LONGEST_VISIT, NO_OFFICE
from server.group.permissions import Actor


def open_visit(db: Db, person: Person, issuer: str, session: str | None = None) -> str:
    """The token is told once and kept nowhere; the row has its hash."""
    role = hat_of(db, person.id)
    if role is None:
        raise Denied(NO_OFFICE)
    token = secrets.token_urlsafe(32)
    visit = Visit(
        token_hash=hashed(token),
        person_id=person.id,
        role=role,
        issuer=issuer,
        session=session,
        epoch=person.epoch,
        opened=now(),
        last_seen=now(),
        expires=now() + LONGEST_VISIT,
    )
    db.add(visit)
    record(db, actor_id=person.id, act="visit.opened", subject_id=visit.id, facts={"role": role})
    return token


def open_visits(db: Db, count: int) -> list[str]:
    """Cookie header values for `count` demonstration members, for load tools."""
    members = demonstration_members(db, count)
    return [f"__Host-sid={open_visit(db, one, 'urn:ffwg:visits')}" for one in members]


def see_again(db: Db, visit_id: UUID) -> None:
    db.connection().execute(
        sa.update(Visit).where(col(Visit.id) == visit_id).values(last_seen=now())
    )


def end_visit(db: Db, actor: Actor) -> str | None:
    """Ends this visit here, always; returns the issuer whose own session may end too."""
    visit = db.get(Visit, actor.visit_id)
    if visit is None:
        return None
    visit.ended = now()
    db.add(visit)
    record(db, actor_id=actor.person_id, act="visit.ended", subject_id=visit.id)
    return visit.issuer
