"""The platform with development providers, and a browser without a screen in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from server.app import create_app
from server.foundation.database import Database
from server.settings import Settings
from tests.cast import Cast
from tests.entrance.steps import Browser, Doors, doors_of


@pytest.fixture
def local(tmp_path: Path, database_url: str) -> Settings:
    """All interlocks open: for development, on this machine only."""
    return Settings(
        mode="development",
        data_dir=tmp_path,
        database_url=database_url,
        public_origin="https://localhost:8300",
        limits="off",
    )


@pytest.fixture
def house(local: Settings, database: Database) -> FastAPI:
    return create_app(local, database)


@pytest.fixture
def doors(database: Database, cast: Cast) -> Doors:
    """A provider for Azerbaijan, for Türkiye and for the secretariat, and whom they know."""
    with database.write() as db:
        return doors_of(db, cast)


@pytest.fixture
def browser(house: FastAPI, doors: Doors) -> Iterator[Browser]:
    with Browser(house) as browser:
        yield browser
