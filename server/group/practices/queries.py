"""The library of practices, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.database import Db
from server.group.delegations.models import Delegation, Person
from server.group.permissions import Actor, visible
from server.group.practices.models import Practice
from server.group.practices.rules.life import OPEN, Stage

SHELF = 30
"""How many practices one page of the library holds."""

_OPENED = sa.func.coalesce(col(Practice.cleared_at), col(Practice.registered_at))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader narrows the library to; empty means all, NOT_STATED what has no value."""

    country: str = ""
    type: str = ""
    evidence: str = ""


NOT_STATED = "-"
FACETS = {
    "country": Practice.country,
    "type": Practice.practice_type,
    "evidence": Practice.evidence,
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """A practice in a list, with the code of its delegation."""

    practice: Practice
    code: str


@dataclass(frozen=True, slots=True)
class Library:
    """One page of what fits, how many fit, and how many each other choice would show."""

    shelf: list[Shelved]
    total: int
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what, and when: "submitted", "cleared" or "registered"."""

    done: str
    at: datetime
    by: Person | None


def library(db: Db, actor: Actor, wanted: Wanted, page: int = 1) -> Library:
    """What this reader may see of what is open, the newest first."""
    fits = _open_to(actor), *_narrowed(wanted)
    total = db.exec(select(sa.func.count()).select_from(Practice).where(*fits)).one()
    counts = {facet: _counts(db, actor, wanted, facet) for facet in FACETS}
    return Library(_shelf(db, *fits, most=SHELF, after=SHELF * (page - 1)), total, counts)


def newest(db: Db, actor: Actor, most: int) -> list[Shelved]:
    return _shelf(db, _open_to(actor), most=most)


def practices_of(db: Db, actor: Actor, delegation_id: UUID, most: int = 100) -> list[Shelved]:
    return _shelf(db, _open_to(actor), col(Practice.delegation_id) == delegation_id, most=most)


def underway(db: Db, actor: Actor) -> list[Shelved]:
    """What this reader's delegation is still working on."""
    mine = col(Practice.delegation_id) == actor.delegation_id
    unopened = visible(actor, "practice.read", Practice) & col(Practice.stage).not_in(OPEN)
    return _shelf(db, mine, unopened, most=SHELF)


def drafts_of(db: Db, actor: Actor) -> Sequence[Practice]:
    """The drafts this person began, the newest first."""
    wanted = select(Practice).where(
        Practice.author_id == actor.person_id, Practice.stage == Stage.DRAFT.value
    )
    return db.exec(wanted.order_by(col(Practice.id).desc())).all() if actor.signed_in else []


def awaiting_clearance(db: Db, actor: Actor) -> Sequence[Practice]:
    """What this person, and nobody else, can clear."""
    wanted = select(Practice).where(visible(actor, "practice.clear", Practice))
    return db.exec(wanted.order_by(col(Practice.submitted_at))).all()


def takeable(db: Db, actor: Actor) -> list[tuple[UUID, str]]:
    """Practices that an agenda can take up: (id, title), by title."""
    wanted = select(Practice.id, Practice.title).where(_open_to(actor))
    return [(row[0], row[1]) for row in db.exec(wanted.order_by(col(Practice.title)))]


def code_of(db: Db, practice: Practice) -> str:
    return db.get_one(Delegation, practice.delegation_id).code


def acts_of(db: Db, practice: Practice) -> list[Act]:
    """What was done with it, in order."""
    acts = (
        ("registered", practice.registered_at, practice.registered_by),
        ("submitted", practice.submitted_at, practice.submitted_by),
        ("cleared", practice.cleared_at, practice.cleared_by),
    )
    people = {person.id: person for person in _people(db, [by for _, _, by in acts if by])}
    return [Act(done, at, people.get(by) if by else None) for done, at, by in acts if at]


def author_of(db: Db, practice: Practice) -> Person | None:
    return db.get(Person, practice.author_id) if practice.author_id else None


def registered_entries(db: Db) -> set[str]:
    return {entry for entry in db.exec(select(Practice.entry)) if entry}


def registered_before(db: Db, country: str, title: str) -> bool:
    wanted = select(Practice.id).where(
        Practice.country == country,
        Practice.title == title,
        col(Practice.registered_at).is_not(None),
    )
    return db.exec(wanted).first() is not None


def _open_to(actor: Actor) -> sa.ColumnElement[bool]:
    return visible(actor, "practice.read", Practice) & col(Practice.stage).in_(OPEN)


def _narrowed(wanted: Wanted, but_for: str = "") -> list[sa.ColumnElement[bool]]:
    choices = ((facet, getattr(wanted, facet)) for facet in FACETS if facet != but_for)
    return [
        col(FACETS[facet]) == ("" if choice == NOT_STATED else choice)
        for facet, choice in choices
        if choice
    ]


def _counts(db: Db, actor: Actor, wanted: Wanted, facet: str) -> dict[str, int]:
    """How many fit for each value of a facet, given what the others are narrowed to."""
    column = col(FACETS[facet])
    rows = db.exec(
        select(column, sa.func.count())
        .where(_open_to(actor), *_narrowed(wanted, but_for=facet))
        .group_by(column)
    )
    return {value or NOT_STATED: count for value, count in rows}


def _shelf(db: Db, *fits: sa.ColumnElement[bool], most: int, after: int = 0) -> list[Shelved]:
    wanted = (
        select(Practice, Delegation.code)
        .join(Delegation, col(Delegation.id) == col(Practice.delegation_id))
        .where(*fits)
        .order_by(_OPENED.desc(), col(Practice.id))
        .limit(most)
        .offset(after)
    )
    return [Shelved(practice, code) for practice, code in db.exec(wanted)]


def _people(db: Db, ids: Sequence[UUID]) -> Sequence[Person]:
    return db.exec(select(Person).where(col(Person.id).in_(ids))).all()
