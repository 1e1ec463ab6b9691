"""The connections themselves: what SQLite and PostgreSQL each need to be told.

SQLite before 3.51.3 can corrupt a write-ahead log that two connections checkpoint and write
at once (sqlite.org/wal.html#walresetbug). So automatic checkpoints are off, and only the one
server that has claimed the file checkpoints, while it holds the writers' turn.
"""

import fcntl
import sqlite3
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine, make_url

CHECKPOINT_EVERY = 500
"""Commits between two checkpoints: about four megabytes of log."""

LOCK_WAIT = "-c lock_timeout=5000 -c timezone=UTC"


class AlreadyServed(Exception):
    """Another server has this SQLite file."""


class Engines:
    """A writer and a reader engine on the same database."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._claim: IO[str] | None = None
        self._commits = 0
        self.places = 60 if self.sqlite else 30
        """How many requests may hold a connection at once."""
        if self.sqlite:
            self._file = Path(self.url.database or "ffwg.db")
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self.writer = _sqlite(self.url, "BEGIN IMMEDIATE", pool=4, query_only=False)
            self.reader = _sqlite(self.url, "BEGIN", pool=40, query_only=True)
        else:
            self.writer = sa.create_engine(
                self.url, pool_size=10, max_overflow=30, connect_args={"options": LOCK_WAIT}
            )
            self.reader = self.writer.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    def claim(self) -> None:
        """Makes this process the one server of a SQLite file; PostgreSQL takes many."""
        if not self.sqlite:
            return
        claim = self._file.with_suffix(".server").open("w")
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            claim.close()
            raise AlreadyServed(str(self._file)) from None
        self._claim = claim

    def after_commit(self) -> None:
        """Called with the writers' turn in hand."""
        if self._claim is None:
            return
        self._commits += 1
        if self._commits % CHECKPOINT_EVERY == 0:
            self._checkpoint("PASSIVE")

    def dispose(self) -> None:
        if self._claim is not None:
            self._checkpoint("TRUNCATE")
        self.reader.dispose()
        self.writer.dispose()
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def _checkpoint(self, how: str) -> None:
        raw = self.writer.raw_connection()
        try:
            raw.cursor().execute(f"PRAGMA wal_checkpoint({how})")
        finally:
            raw.close()


def _sqlite(url: sa.URL, begin: str, *, pool: int, query_only: bool) -> Engine:
    engine = sa.create_engine(
        url,
        pool_size=pool,
        max_overflow=40,
        pool_reset_on_return="rollback",
        connect_args={"check_same_thread": False, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: sqlite3.Connection, _record: object) -> None:
        for pragma in (
            "busy_timeout=5000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "wal_autocheckpoint=0",
            f"query_only={'ON' if query_only else 'OFF'}",
        ):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
