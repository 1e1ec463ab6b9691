"""A fresh database for each test, on SQLite and on PostgreSQL, migrated once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from server.foundation.database import Database, Db
from server.foundation.schema import migrate
from server.settings import MIGRATIONS
from tests import cast

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a migrated and empty database, on each kind in turn."""
    if request.param == "sqlite":
        file = tmp_path / "ffwg.db"
        shutil.copyfile(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"
    url: str = request.getfixturevalue("migrated_postgresql")
    empty(url)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


@pytest.fixture
def db(request: pytest.FixtureRequest, database: Database) -> Iterator[Db]:
    """An open write transaction. A test that speaks HTTP writes in `database.write()` instead."""
    wanted = set(request.fixturenames)
    assert "client" not in wanted, "SQLite has one writer: use `with database.write() as db:`"
    if wanted & vars(cast).keys():
        request.getfixturevalue("cast")
    with database.write() as db:
        yield db
        if not db.is_active:
            db.rollback()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "ffwg.db"
    bring_to_head(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str, worker_id: str) -> str:
    url = a_new_database(postgresql, f"ffwg_{worker_id}")
    bring_to_head(url)
    return url


def a_new_database(server: str, name: str) -> str:
    """Its address; one that was left over from an earlier run goes first."""
    with psycopg.connect(server.format("postgres"), autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
    return server.format(name)


def bring_to_head(url: str) -> None:
    database = Database(url)
    migrate(database.engines.writer, MIGRATIONS)
    database.dispose()


def empty(url: str) -> None:
    """Ten times faster than a database for each test; a migration brings no rows."""
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
        names = ", ".join(name for (name,) in found)
        connection.execute(f"TRUNCATE {names}")
