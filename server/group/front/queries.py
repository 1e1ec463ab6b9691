"""What the other parts have, put together for the home page and the delegations' pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from server.foundation.database import Db
from server.foundation.language import names
from server.group.delegations.models import Delegation
from server.group.delegations.queries import Seat, delegations, seats_of
from server.group.front.rules import LESSONS
from server.group.indicators.models import Indicator
from server.group.indicators.queries import indicators_of
from server.group.permissions import Actor, Role, decide, visible
from server.group.practices.models import Practice
from server.group.practices.queries import (
    Shelved,
    awaiting_clearance,
    drafts_of,
    newest,
    practices_of,
)
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import next_session

NEWEST = 3


@dataclass(frozen=True, slots=True)
class Home:
    """What a reader finds on the first page."""

    drafts: Sequence[Practice]
    to_clear: Sequence[Practice]
    session: Session | None
    newest: Sequence[Shelved]
    lessons: Mapping[str, Practice]
    """The practice that tells more of a lesson, by its entry."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A delegation in the list, with what there is to read about it."""

    delegation: Delegation
    practices: int
    figures: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What a delegation's page shows."""

    seats: Sequence[Seat]
    practices: Sequence[Shelved]
    sessions: Sequence[Session]
    """Those whose agenda takes up one of its practices."""
    series: Sequence[tuple[str, Sequence[Indicator]]]


def home_of(db: Db, actor: Actor) -> Home:
    return Home(
        drafts=drafts_of(db, actor),
        to_clear=awaiting_clearance(db, actor) if actor.role is Role.HEAD else (),
        session=next_session(db, actor),
        newest=newest(db, actor, NEWEST),
        lessons={} if actor.signed_in else _told_in(db, actor),
    )


def listed(db: Db, actor: Actor, language: str) -> list[Listed]:
    """Every delegation but the secretariat, in the alphabet of the language."""
    practices = dict(
        db.exec(
            select(Practice.delegation_id, func.count())
            .where(visible(actor, "practice.read", Practice))
            .group_by(col(Practice.delegation_id))
        ).all()
    )
    figures = dict(
        db.exec(select(Indicator.country, func.count()).group_by(Indicator.country)).all()
    )
    found = [
        Listed(one, practices.get(one.id, 0), figures.get(one.code, 0)) for one in delegations(db)
    ]
    return sorted(found, key=lambda one: names.sort_key(_name(one, language), language))


def _name(one: Listed, language: str) -> str:
    return names.delegation(one.delegation.code, language)


def profile_of(db: Db, actor: Actor, delegation: Delegation) -> Profile:
    return Profile(
        seats=seats_of(db, delegation.id) if actor.signed_in else (),
        practices=practices_of(db, actor, delegation.id),
        sessions=_taking_up(db, actor, delegation.id),
        series=indicators_of(db, delegation.code),
    )


def _told_in(db: Db, actor: Actor) -> dict[str, Practice]:
    wanted = select(Practice).where(
        col(Practice.entry).in_(LESSONS), visible(actor, "practice.read", Practice)
    )
    return {one.entry: one for one in db.exec(wanted) if one.entry}


def _taking_up(db: Db, actor: Actor, delegation_id: UUID) -> Sequence[Session]:
    """What an agenda takes up is for those who may read the agenda."""
    if not decide(actor, "agenda.read", "circulated").allowed:
        return ()
    taken_up = (
        select(AgendaItem.session_id)
        .join(Practice, col(Practice.id) == AgendaItem.practice_id)
        .where(Practice.delegation_id == delegation_id, visible(actor, "practice.read", Practice))
    )
    wanted = select(Session).where(
        col(Session.id).in_(taken_up), visible(actor, "session.read", Session)
    )
    return db.exec(wanted.order_by(col(Session.starts_at).desc())).all()
