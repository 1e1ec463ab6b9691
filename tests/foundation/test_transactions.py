"""One request is one transaction, and news leave only after the commit."""

import asyncio
from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from sqlmodel import select
from starlette.testclient import TestClient

from server.foundation.announcements import Announcements, announce
from server.foundation.audit import AuditEntry, record
from server.foundation.database import Database
from server.foundation.dependencies import Db
from server.foundation.stamp import Stamp


@dataclass(frozen=True)
class Happened:
    what: str


@pytest.fixture
def heard(database: Database) -> list[str]:
    heard: list[str] = []
    announcements = Announcements()
    announcements.on(Happened, lambda news: heard.append(news.what))
    database.deliver = announcements.deliver
    return heard


@pytest.fixture
def house(database: Database) -> TestClient:
    app = FastAPI()
    app.state.database = database

    @app.post("/acts")
    def act(db: Db, fail: bool = False) -> str:
        record(db, actor_id=None, act="test.done")
        announce(db, Happened("done"))
        if fail:
            raise ValueError("after the change")
        return "done"

    @app.post("/failing-commits")
    def spoil(db: Db) -> str:
        record(db, actor_id=None, act="test.done")
        db.add(Stamp(mode=None))  # type: ignore[arg-type]
        return "this must never be said"

    @app.get("/acts")
    def write_in_a_get(db: Db) -> str:
        record(db, actor_id=None, act="test.done")
        db.flush()
        return "this must never be said"

    return TestClient(app, raise_server_exceptions=False)


def acts(database: Database) -> int:
    with database.read() as db:
        return len(db.exec(select(AuditEntry)).all())


def test_an_answer_of_success_means_it_is_stored_and_told(
    house: TestClient, database: Database, heard: list[str]
) -> None:
    assert house.post("/acts").status_code == 200
    assert (acts(database), heard) == (1, ["done"])


def test_a_failure_stores_nothing_and_tells_nobody(
    house: TestClient, database: Database, heard: list[str]
) -> None:
    assert house.post("/acts?fail=true").status_code == 500
    assert (acts(database), heard) == (0, [])


def test_a_commit_that_fails_is_never_answered_with_success(
    house: TestClient, database: Database
) -> None:
    assert house.post("/failing-commits").status_code == 500
    assert acts(database) == 0


def test_a_get_cannot_write(house: TestClient, database: Database) -> None:
    assert house.get("/acts").status_code == 500
    assert acts(database) == 0


def test_news_are_heard_by_somebody_who_can_already_read_them(database: Database) -> None:
    seen: list[int] = []
    announcements = Announcements()
    announcements.on(Happened, lambda _: seen.append(acts(database)))
    database.deliver = announcements.deliver
    with database.write() as db:
        record(db, actor_id=None, act="test.done")
        announce(db, Happened("done"))
    assert seen == [1]


def test_what_is_written_aside_stays_when_the_request_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="refused"), database.write() as db:
        record(db, actor_id=None, act="test.done")
        database.aside(_denied)
        raise ValueError("refused")
    database.settle()
    assert acts(database) == 1


def _denied(db: Db) -> None:
    record(db, actor_id=None, act="test.denied")


def test_more_readers_at_once_than_connections_are_all_served(database: Database) -> None:
    async def reader() -> int:
        async with database.reading() as db:
            found = await asyncio.to_thread(lambda: len(db.exec(select(AuditEntry)).all()))
            await asyncio.sleep(0)
            return found

    async def crowd() -> list[int]:
        return await asyncio.gather(*(reader() for _ in range(300)))

    assert asyncio.run(crowd()) == [0] * 300
