"""A sign-in, step by step, as a browser takes it."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from fastapi import FastAPI
from httpx2 import Response
from sqlmodel import select
from starlette.testclient import TestClient

from server.development.provider import issuer_of
from server.foundation.audit import AuditEntry
from server.foundation.database import Database, Db
from server.group.delegations.models import Person
from server.group.delegations.queries import delegation_by_code
from server.group.entrance.actions.providers import bind_identity, register_provider
from server.group.entrance.actions.visits import COOKIE
from server.group.entrance.models import Visit
from tests.builders import SYSTEM
from tests.cast import Cast

Doors = dict[str, UUID]
ORIGIN = "https://localhost:8300"


def doors_of(db: Db, cast: Cast) -> Doors:
    doors = {}
    for code in ("AZ", "TR", "XS"):
        delegation = delegation_by_code(db, code)
        assert delegation is not None
        provider = register_provider(db, SYSTEM, delegation.id, issuer_of(code), "ffwg")
        doors[code] = provider.id
    for name, actor in cast.items():
        person = db.get_one(Person, actor.person_id)
        bind_identity(db, SYSTEM, person, issuer_of(actor.delegation_code), name)
    return doors


class Browser(TestClient):
    """Keeps cookies, follows no redirect by itself."""

    def __init__(self, app: FastAPI) -> None:
        headers = {"sec-fetch-site": "same-origin", "accept": "text/html"}
        super().__init__(app, base_url=ORIGIN, headers=headers, follow_redirects=False)

    def start(self, door: UUID, back: str = "/account") -> str:
        """Up to the provider's page; returns its address."""
        answer = self.get(f"/sign-in/{door}", params={"next": back})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def choose(self, page: str, subject: str) -> str:
        """The provider's button; returns the address of our callback."""
        answer = self.post(page, data={"subject": subject})
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def sign_in(self, door: UUID, subject: str, back: str = "/account") -> Response:
        return self.get(self.choose(self.start(door, back), subject))

    @property
    def visiting(self) -> bool:
        return self.get("/account").status_code == 200

    @property
    def token(self) -> str | None:
        return self.cookies.get(COOKIE)


def running_visits(database: Database) -> int:
    with database.read() as db:
        return len(db.exec(select(Visit).where(Visit.ended == None)).all())  # noqa: E711


def acts(database: Database, act: str) -> list[AuditEntry]:
    database.settle()
    with database.read() as db:
        return list(db.exec(select(AuditEntry).where(AuditEntry.act == act)))


def state_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]


def code_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["code"][0]
