"""Who takes part, asked for reading."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from server.foundation.clock import now
from server.foundation.database import Db
from server.group.delegations.models import Delegation, Kind, Office, Person


@dataclass(frozen=True, slots=True)
class Seat:
    """A person with the office they hold now."""

    person: Person
    role: str


def delegation_by_code(db: Db, code: str) -> Delegation | None:
    return db.exec(select(Delegation).where(Delegation.code == code)).one_or_none()


def delegations(db: Db) -> list[Delegation]:
    """All but the secretariat; the caller sorts by the reader's alphabet."""
    wanted = select(Delegation).where(Delegation.kind != Kind.SECRETARIAT)
    return list(db.exec(wanted))


def codes_by_id(db: Db) -> dict[UUID, str]:
    return dict(db.exec(select(Delegation.id, Delegation.code)).all())


def seats_of(db: Db, delegation_id: UUID) -> list[Seat]:
    """Who sits in a delegation, heads first."""
    wanted = (
        select(Person, Office.role)
        .join(Office, col(Office.person_id) == Person.id)
        .where(Person.delegation_id == delegation_id, Person.active, running())
    )
    order = {"SEC": 0, "CH": 1, "HOD": 2, "DEL": 3, "OBS": 4}
    seats = [Seat(person, role) for person, role in db.exec(wanted)]
    return sorted(seats, key=lambda seat: (order.get(seat.role, 9), seat.person.name))


def running() -> ColumnElement[bool]:
    """The condition of an office that is held now."""
    return (col(Office.until).is_(None)) | (col(Office.until) > now())
