"""The platform itself: put together in this process, or served on a port of its own."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from server.app import create_app
from server.foundation.database import Database
from server.foundation.serving import running
from server.group.delegations.models import Person
from server.group.entrance.actions.visits import COOKIE, open_visit
from server.group.permissions import Actor
from server.settings import Settings
from tests.house.markup import wrong_with

ORIGIN = "https://ffwg.test"


class Client(TestClient):
    """A browser without a screen, on our own origin; follows no redirect by itself."""

    def __init__(self, app: FastAPI) -> None:
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
        super().__init__(app, base_url=ORIGIN, headers=headers, follow_redirects=False)

    def send(self, request: httpx2.Request, **told: object) -> httpx2.Response:
        """Judges the markup of every page that comes back."""
        response = super().send(request, **told)  # type: ignore[arg-type]
        if response.text.startswith("<!doctype"):
            assert wrong_with(response.text) == [], request.url
        return response

    def sign_in(self, person: Actor) -> None:
        """From now on, this person asks."""
        self.cookies.set(COOKIE, a_visit(self.database, person))

    def sign_out(self) -> None:
        self.cookies.clear()

    @property
    def database(self) -> Database:
        database: Database = self.app.state.database  # type: ignore[attr-defined]
        return database


@dataclass
class Served:
    """The platform on a port of this machine, for real sockets and real browsers."""

    app: FastAPI
    origin: str

    def cookie(self, person: Actor) -> str:
        """A Cookie header value that makes its bearer this person."""
        return f"{COOKIE}={a_visit(self.app.state.database, person)}"


def a_visit(database: Database, person: Actor) -> str:
    with database.write() as db:
        return open_visit(db, db.get_one(Person, person.person_id), "https://az.idp.invalid")


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """For development, because the cast is: in production nobody invented comes in."""
    return Settings(
        mode="development", data_dir=tmp_path, database_url=database_url, public_origin=ORIGIN
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> FastAPI:
    return create_app(settings, database)


@pytest.fixture
def client(app: FastAPI) -> Iterator[Client]:
    with Client(app) as client:
        yield client


@pytest.fixture
def server(tmp_path: Path, database: Database, database_url: str) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        origin = f"http://localhost:{listening.getsockname()[1]}"
        settings = Settings(
            mode="development",
            data_dir=tmp_path,
            database_url=database_url,
            public_origin=origin,
            limits="off",
        )
        app = create_app(settings, database)
        with running(app, listening):
            yield Served(app, origin)
