"""Opens the database, and is the only place that commits.

One request is one transaction. The exceptions, all of them here: `writing` and `reading`
opened by hand around outgoing HTTP (the sign-in callback, sign-out, and the start of a
sign-in, the one GET that writes); `aside`, for what must be on record even when the request
is refused; and the opening of a live socket, which must not hold a connection for hours.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from anyio import CancelScope, to_thread
from sqlalchemy.engine import Dialect, Engine
from sqlmodel import Field, Session, SQLModel
from uuid_utils.compat import uuid7

from server.foundation.engines import Engines
from server.foundation.turns import Busy, Turns

__all__ = ["Busy", "Database", "Db", "Moment", "Row"]

log = logging.getLogger(__name__)

SQLModel.metadata.naming_convention = {
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}


class Moment(sa.TypeDecorator[datetime]):
    """An instant: aware and in UTC on both databases (SQLite alone would forget the zone)."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


class Row(SQLModel):
    """The base of every table whose rows are known by one time-ordered key."""

    id: UUID = Field(default_factory=uuid7, primary_key=True)


class Db(Session):
    """One transaction on the database, and the news that wait for its commit."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.news: list[object] = []
        self.at_hand = False
        """Whether a short question is answered without waiting for anybody, from a file here."""


class Database:
    """Read and write transactions on SQLite or PostgreSQL."""

    def __init__(self, url: str, patience: float = 5.0) -> None:
        self.engines = Engines(url)
        self.deliver: Callable[[list[object]], None] = lambda _news: None
        """Given the news of a transaction once it has committed; `app` sets it."""
        self._turns = Turns(patience) if self.engines.sqlite else None
        # Fewer than there are connections: a request that waited for one in a thread would
        # keep the thread from whoever could give one back.
        self._places = asyncio.Semaphore(self.engines.places)
        self._asides = ThreadPoolExecutor(1, thread_name_prefix="aside")

    @contextmanager
    def write(self) -> Iterator[Db]:
        if self._turns:
            self._turns.take()
        db = Db(self.engines.writer)
        try:
            yield db
        except BaseException:
            self._abandon(db)
            raise
        self._finish(db)

    @contextmanager
    def read(self) -> Iterator[Db]:
        with Db(self.engines.reader) as db:
            yield db

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Db]:
        """`write` for tasks: waits for its turn, and commits, without blocking the loop."""
        async with self._turn():
            db = Db(self.engines.writer)
            try:
                yield db
            except BaseException:
                with CancelScope(shield=True):
                    await to_thread.run_sync(self._abandon, db)
                raise
            with CancelScope(shield=True):
                await to_thread.run_sync(self._finish, db)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Db]:
        """`read` for tasks; the first statement opens the transaction, in whichever thread."""
        async with self._places:
            db = Db(self.engines.reader)
            db.at_hand = self.engines.sqlite
            try:
                yield db
            finally:
                if db.at_hand:
                    db.close()
                else:
                    with CancelScope(shield=True):
                        await to_thread.run_sync(db.close)

    def aside(self, work: Callable[[Db], None]) -> None:
        """A short write in a transaction of its own, in order, not waited for."""
        self._asides.submit(self._write_aside, work)

    def settle(self) -> None:
        """Waits until every aside that was asked for is done."""
        self._asides.submit(lambda: None).result()

    def ping(self) -> None:
        """Raises if the database does not answer."""
        with self.read() as db:
            db.connection().execute(sa.text("SELECT 1"))

    def dispose(self) -> None:
        self._asides.shutdown(wait=True)
        self.engines.dispose()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """On SQLite the one turn, which `_leave` passes on; on PostgreSQL one of the places."""
        if self._turns:
            await self._turns.take_async()
            yield
            return
        async with self._places:
            yield

    def _write_aside(self, work: Callable[[Db], None]) -> None:
        try:
            with self.write() as db:
                work(db)
        except Exception:
            log.exception("an aside was not recorded")

    def _finish(self, db: Db) -> None:
        try:
            db.commit()
            self.engines.after_commit()
        finally:
            self._leave(db)
        self.deliver(db.news)

    def _abandon(self, db: Db) -> None:
        try:
            db.rollback()
        finally:
            self._leave(db)

    def _leave(self, db: Db) -> None:
        try:
            db.close()
        finally:
            if self._turns:
                self._turns.pass_on()
