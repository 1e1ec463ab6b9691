"""Whether a database is for work or for development: said once, and held to."""

from sqlmodel import Field, SQLModel, select

from server.foundation.database import Db


class Stamp(SQLModel, table=True):
    """One row: the mode in which this database was first opened."""

    __tablename__ = "stamp"

    mode: str = Field(primary_key=True, max_length=12)


class WrongMode(Exception):
    """This database belongs to the other mode."""


def stamp_of(db: Db) -> str | None:
    return db.exec(select(Stamp.mode)).one_or_none()


def hold_to(db: Db, mode: str) -> None:
    """Stamps a fresh database; refuses one that was stamped otherwise."""
    stamped = stamp_of(db)
    if stamped is None:
        db.add(Stamp(mode=mode))
    elif stamped != mode:
        raise WrongMode(stamped)
