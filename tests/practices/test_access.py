"""Who reaches a practice: a stranger, another delegation, its own, and the chair."""

import pytest

from server.foundation.database import Database
from server.group.permissions import PUBLIC, Actor
from server.group.practices.actions.registering import load_practices
from server.group.practices.models import Practice
from server.group.practices.queries import (
    Wanted,
    awaiting_clearance,
    drafts_of,
    library,
    newest,
    practices_of,
    takeable,
    underway,
)
from tests.apps import Client
from tests.builders import SYSTEM
from tests.cast import Cast
from tests.practices.builders import ENTRY, a_cleared, a_draft, a_submitted

READERS = ("stranger", "tr-delegate", "tr-head", "jp-observer", "az-delegate", "az-head", "chair")
HOME = {"az-delegate", "az-head"}
MEMBERS = set(READERS) - {"stranger"}
MAY_READ = {"draft": HOME, "submitted": HOME, "members": MEMBERS, "public": set(READERS)}


@pytest.fixture
def practices(database: Database, cast: Cast) -> dict[str, Practice]:
    """One at each stage, all of Azerbaijan."""
    author, head = cast["az-delegate"], cast["az-head"]
    with database.write() as db:
        load_practices(db, SYSTEM, [ENTRY])
        return {
            "draft": a_draft(db, author, title="A draft"),
            "submitted": a_submitted(db, author, title="One that waits"),
            "members": a_cleared(db, author, head, title="One for the group"),
            "public": newest(db, PUBLIC, 1)[0].practice,
        }


def enter(client: Client, cast: Cast, who: str) -> Actor:
    if who == "stranger":
        return PUBLIC
    client.sign_in(cast[who])
    return cast[who]


@pytest.mark.parametrize("who", READERS)
def test_whoever_may_not_read_it_learns_nothing(
    client: Client, cast: Cast, practices: dict[str, Practice], who: str
) -> None:
    enter(client, cast, who)
    for stage, practice in practices.items():
        answer = client.get(f"/practices/{practice.id}")
        assert answer.status_code == (200 if who in MAY_READ[stage] else 404), stage
        assert (practice.title in answer.text) == (who in MAY_READ[stage])


@pytest.mark.parametrize(
    ("who", "status"),
    [("tr-head", 404), ("chair", 404), ("az-head", 200), ("az-delegate", 200)],
)
@pytest.mark.parametrize("page", ["form", "form/relevance", "submission"])
def test_a_draft_is_written_by_its_author_and_the_head_only(
    client: Client,
    cast: Cast,
    practices: dict[str, Practice],
    page: str,
    who: str,
    status: int,
) -> None:
    enter(client, cast, who)
    assert client.get(f"/practices/{practices['draft'].id}/{page}").status_code == status


def test_a_stranger_who_asks_for_a_draft_is_not_told_that_it_is_there(
    client: Client, practices: dict[str, Practice]
) -> None:
    unknown = "01900000-0000-7000-8000-000000000000"
    for practice in (str(practices["draft"].id), unknown, "no-id-at-all"):
        assert client.get(f"/practices/{practice}/form").status_code == 404


@pytest.mark.parametrize("act", ["submission", "clearance", "form/relevance"])
def test_another_delegation_may_not_act_on_what_it_reads(
    client: Client, cast: Cast, practices: dict[str, Practice], act: str
) -> None:
    enter(client, cast, "tr-head")
    address = f"/practices/{practices['members'].id}/{act}"
    assert client.post(address, data={"version": "1"}).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("az-delegate", 403), ("chair", 404), ("tr-head", 404), ("az-head", 303)]
)
def test_only_the_head_of_its_own_delegation_clears(
    client: Client, cast: Cast, practices: dict[str, Practice], who: str, status: int
) -> None:
    enter(client, cast, who)
    address = f"/practices/{practices['submitted'].id}/clearance"
    assert client.post(address, data={"version": "1"}).status_code == status


@pytest.mark.parametrize(
    ("who", "new", "registration"),
    [
        ("stranger", 303, 303),
        ("jp-observer", 403, 403),
        ("az-delegate", 200, 403),
        ("chair", 403, 403),
        ("secretary", 403, 200),
    ],
)
def test_delegations_contribute_and_the_secretariat_registers(
    client: Client, cast: Cast, who: str, new: int, registration: int
) -> None:
    enter(client, cast, who)
    assert client.get("/practices/new").status_code == new
    assert client.get("/practices/registration").status_code == registration


@pytest.mark.parametrize("who", READERS)
def test_the_library_shows_each_reader_what_is_open_to_them(
    database: Database, cast: Cast, practices: dict[str, Practice], who: str
) -> None:
    actor = PUBLIC if who == "stranger" else cast[who]
    open_to_them = {s for s in ("members", "public") if who in MAY_READ[s]}
    expected = {practices[stage].id for stage in open_to_them}
    with database.read() as db:
        found = library(db, actor, Wanted())
        assert {one.practice.id for one in found.shelf} == expected
        assert found.total == len(expected)
        assert found.counts["country"] == {"AZ": len(expected)}
        assert {one.practice.id for one in newest(db, actor, 9)} == expected
        assert {key for key, _ in takeable(db, actor)} == expected
        home = practices["draft"].delegation_id
        assert {one.practice.id for one in practices_of(db, actor, home)} == expected


@pytest.mark.parametrize("who", READERS)
def test_what_is_under_way_is_seen_at_home_only(
    database: Database, cast: Cast, practices: dict[str, Practice], who: str
) -> None:
    actor = PUBLIC if who == "stranger" else cast[who]
    with database.read() as db:
        titles = {one.practice.title for one in underway(db, actor)}
        mine = [practice.title for practice in drafts_of(db, actor)]
        to_clear = [practice.title for practice in awaiting_clearance(db, actor)]
    assert titles == ({"A draft", "One that waits"} if who in HOME else set())
    assert mine == (["A draft"] if who == "az-delegate" else [])
    assert to_clear == (["One that waits"] if who == "az-head" else [])
