"""A session in Istanbul with an agenda of three items."""

import re
from datetime import datetime

import pytest
from sqlmodel import select

from server.foundation.database import Database
from server.group.permissions import Actor
from server.group.sessions.actions import add_item, schedule
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import items_of
from server.group.sessions.rules import Entry, Plan

PLAN = Plan(
    title="Recruiting foster families",
    wall=datetime.fromisoformat("2026-12-15 18:30"),
    zone="Europe/Istanbul",
    minutes=90,
    purpose="What each delegation tried.",
    place="Ankara, Invented Hall",
    link="https://meet.example.org/invented",
)
TYPED = {
    "version": "1",
    "title": "A typed title",
    "purpose": "A typed purpose.",
    "day": "2027-01-20",
    "hour": "10:00",
    "zone": "Asia/Baku",
    "minutes": "60",
    "place": "A typed place",
    "link": "https://meet.example.org/typed",
    "stage": "public",
}
TITLES = ("Opening", "Open evenings", "Any other business")


@pytest.fixture
def session(database: Database, chair: Actor, clock: object) -> Session:
    with database.write() as db:
        return schedule(db, chair, PLAN)


@pytest.fixture
def items(database: Database, chair: Actor, session: Session) -> list[AgendaItem]:
    with database.write() as db:
        for title in TITLES:
            add_item(db, chair, session, Entry(title, 20))
            db.flush()  # the next one comes after it
    return agenda(database, session)


@pytest.fixture
def heard(database: Database) -> list[object]:
    heard: list[object] = []
    database.deliver = heard.extend
    return heard


def agenda(database: Database, session: Session) -> list[AgendaItem]:
    with database.read() as db:
        return list(items_of(db, session.id))


def titles(database: Database, session: Session) -> list[str]:
    return [item.title for item in agenda(database, session)]


def stored(database: Database) -> list[Session]:
    with database.read() as db:
        return list(db.exec(select(Session)))


def words(page: str) -> str:
    """The text of a page, without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
