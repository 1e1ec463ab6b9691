"""The library of practices, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select

from server.foundation.database import Db
from server.group.delegations.models import Delegation, Person
from server.group.permissions import Actor, visible
from server.group.practices.models import Practice
from server.group.practices.rules import Stage


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader narrows the library to; empty means all."""

    country: str = ""
    type: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A practice in a list, with the code of its delegation."""

    practice: Practice
    code: str


@dataclass(frozen=True, slots=True)
class Facets:
    """How many practices a reader sees for each value."""

    country: dict[str, int]
    type: dict[str, int]
    evidence: dict[str, int]


def library(db: Db, actor: Actor, wanted: Wanted) -> list[Shelved]:
    """What this reader may see, newest first."""
    found = _shelf(db, actor)
    return [
        one
        for one in found
        if wanted.country in ("", one.code)
        and wanted.type in ("", one.practice.practice_type)
        and wanted.evidence in ("", one.practice.evidence)
    ]


def facets(db: Db, actor: Actor) -> Facets:
    base = (
        select(func.count())
        .select_from(Practice)
        .join(Delegation, col(Delegation.id) == Practice.delegation_id)
        .where(visible(actor, "practice.read", Practice))
    )

    def counts(column: object) -> dict[str, int]:
        rows = db.exec(base.add_columns(column).group_by(column))  # type: ignore[arg-type]
        return {value: count for count, value in rows if value}

    return Facets(
        counts(Delegation.code), counts(Practice.practice_type), counts(Practice.evidence)
    )


def newest(db: Db, actor: Actor, most: int) -> list[Shelved]:
    return _shelf(db, actor)[:most]


def practices_of(db: Db, actor: Actor, delegation_id: UUID) -> list[Shelved]:
    found = _shelf(db, actor)
    return [one for one in found if one.practice.delegation_id == delegation_id]


def drafts_of(db: Db, actor: Actor) -> Sequence[Practice]:
    wanted = select(Practice).where(
        Practice.author_id == actor.person_id, Practice.stage == Stage.DRAFT.value
    )
    return db.exec(wanted).all() if actor.signed_in else []


def awaiting_clearance(db: Db, actor: Actor) -> Sequence[Practice]:
    wanted = select(Practice).where(
        Practice.delegation_id == actor.delegation_id, Practice.stage == Stage.SUBMITTED.value
    )
    return db.exec(wanted).all() if actor.signed_in else []


def takeable(db: Db, actor: Actor) -> list[tuple[UUID, str]]:
    """Practices that an agenda can take up: (id, title), by title."""
    wanted = select(Practice.id, Practice.title).where(
        visible(actor, "practice.read", Practice),
        col(Practice.stage).in_([Stage.MEMBERS.value, Stage.PUBLIC.value]),
    )
    return [(row[0], row[1]) for row in db.exec(wanted.order_by(col(Practice.title)))]


def author_of(db: Db, practice: Practice) -> Person | None:
    return db.get(Person, practice.author_id) if practice.author_id else None


def registered_entries(db: Db) -> set[str]:
    return {entry for entry in db.exec(select(Practice.entry)) if entry}


def _shelf(db: Db, actor: Actor) -> list[Shelved]:
    wanted = (
        select(Practice, Delegation.code)
        .join(Delegation, col(Delegation.id) == Practice.delegation_id)
        .where(visible(actor, "practice.read", Practice))
        .order_by(col(Practice.created_at).desc(), col(Practice.id).desc())
    )
    return [Shelved(practice, code) for practice, code in db.exec(wanted)]


def code_of(db: Db, practice: Practice) -> str:
    return db.get_one(Delegation, practice.delegation_id).code
