"""A room on a practice that all members may read, and one that a delegation has to itself."""

import pytest
from sqlmodel import select
from uuid_utils.compat import uuid7

from server.foundation.database import Database
from server.foundation.live.models import Room
from server.group.delegations.models import Delegation
from server.group.discussion.actions import open_room
from server.group.discussion.queries import room_of
from server.group.permissions import Facts
from server.group.practices.actions.registering import load_practices
from server.group.practices.models import Practice
from tests.builders import SYSTEM

ENTRY = {
    "id": "tr-invented",
    "title": "An invented practice",
    "country_iso2": "TR",
    "summary": "Invented for a test.",
    "evidence_level": "descriptive",
    "sources": ["https://example.org/report"],
}


@pytest.fixture
def room(turkiye: Delegation, database: Database) -> Room:
    with database.write() as db:
        load_practices(db, SYSTEM, [ENTRY])
        practice = db.exec(select(Practice)).one()
        found = room_of(db, "practice", practice.id)
    assert found is not None
    return found


@pytest.fixture
def private_room(azerbaijan: Delegation, database: Database) -> Room:
    facts = Facts(delegation_id=azerbaijan.id)
    with database.write() as db:
        return open_room(db, "draft", uuid7(), "/practices", ("practice.read", "draft"), facts)


@pytest.fixture
def heard(database: Database) -> list[object]:
    heard: list[object] = []
    database.deliver = heard.extend
    return heard
