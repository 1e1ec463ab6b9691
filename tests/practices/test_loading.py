"""A file of practices is taken whole or not at all, and says which entry and field is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from server import demo
from server.foundation.database import Database, Db
from server.foundation.entries import MALFORMED, NOT_A_LIST
from server.foundation.refusals import Denied, Refused
from server.group.delegations.models import Standing
from server.group.delegations.queries import delegation_by_code
from server.group.discussion.queries import room_of
from server.group.permissions import Actor
from server.group.practices.actions.registering import load_practices, register
from server.group.practices.models import Practice
from server.group.practices.rules.life import REGISTERED_BEFORE, Stage
from tests.builders import SYSTEM, refused
from tests.cast import Cast
from tests.practices.builders import ENTRY, an_entry

OURS = Path(demo.__file__).with_name("data") / "practices.json"

MALFORMATIONS: list[tuple[str, str, Callable[[], object]]] = [
    ("title", "missing", lambda: {k: v for k, v in ENTRY.items() if k != "title"}),
    ("title", "empty", lambda: an_entry(title="  ")),
    ("title", "at most 200", lambda: an_entry(title="a" * 201)),
    ("title", "not a text", lambda: an_entry(title=7)),
    ("title", "right form", lambda: an_entry(title="a\0b")),
    ("summary", "at most 5000", lambda: an_entry(summary="a" * 5001)),
    ("id", "right form", lambda: an_entry(id="Not An Id")),
    ("country_iso2", "right form", lambda: an_entry(country_iso2="AZE")),
    ("country_iso2", "right form", lambda: an_entry(country_iso2="XX")),
    ("languages.2", "right form", lambda: an_entry(languages=["az", "Azerbaijani"])),
    ("started_year", "whole number", lambda: an_entry(started_year="2019")),
    ("started_year", "whole number", lambda: an_entry(started_year=True)),
    ("started_year", "more than 2100", lambda: an_entry(started_year=20190)),
    ("evidence_level", "none of", lambda: an_entry(evidence_level="certain")),
    ("outcomes", "not a list", lambda: an_entry(outcomes="many")),
    ("outcomes.1.source", "missing", lambda: an_entry(outcomes=[{"text": "a"}])),
    (
        "outcomes.1.text",
        "empty",
        lambda: an_entry(outcomes=[{"text": "", "source": "https://a.b"}]),
    ),
    ("sources", "too few", lambda: an_entry(sources=[])),
    ("sources.2", "right form", lambda: an_entry(sources=["https://a.b", "javascript:alert(1)"])),
    ("colour", "no such field", lambda: an_entry(colour="red")),
    ("-", "not an object", lambda: "a text"),
]


def count(db: Db) -> int:
    return db.exec(select(func.count()).select_from(Practice)).one()


def test_one_malformed_entry_keeps_all_others_out(database: Database) -> None:
    with refused(MALFORMED), database.write() as db:
        load_practices(db, SYSTEM, [an_entry(id="the-first"), an_entry(title="")])
    with database.read() as db:
        assert count(db) == 0
        assert delegation_by_code(db, "AZ") is None


@pytest.mark.parametrize(
    ("field", "words", "entry"), MALFORMATIONS, ids=[f"{f}-{w}" for f, w, _ in MALFORMATIONS]
)
def test_the_refusal_says_which_entry_and_field(
    field: str, words: str, entry: Callable[[], object]
) -> None:
    with pytest.raises(Refused) as refusal:
        load_practices(None, SYSTEM, [an_entry(id="the-first"), entry()])  # type: ignore[arg-type]
    said = str(refusal.value.refusal)
    assert said.startswith("Entry 2 (")
    assert f"field {field}:" in said
    assert words in said


@pytest.mark.parametrize("content", [{"practices": []}, "text", None, 7])
def test_a_file_that_holds_no_list_is_refused(db: Db, content: object) -> None:
    with refused(NOT_A_LIST):
        load_practices(db, SYSTEM, content)


def test_the_same_id_twice_in_a_file_is_refused(db: Db) -> None:
    with pytest.raises(Refused) as refusal:
        load_practices(db, SYSTEM, [ENTRY, an_entry(title="Another")])
    assert "Entry 2 (az-invented), field id:" in str(refusal.value.refusal)


def test_a_second_load_replaces_nothing_and_says_so(db: Db) -> None:
    load_practices(db, SYSTEM, [ENTRY])
    taken = load_practices(db, SYSTEM, [an_entry(title="Another title"), an_entry(id="new-one")])
    assert (taken.new, taken.known) == (1, 1)
    assert str(taken) == "Practices registered: 1. There already, left as they were: 1."
    titles = db.exec(select(Practice.title).where(Practice.entry == ENTRY["id"])).all()
    assert titles == [ENTRY["title"]]


def test_a_registered_practice_is_public_and_was_never_submitted(db: Db, secretary: Actor) -> None:
    load_practices(db, secretary, [ENTRY])
    practice = db.exec(select(Practice)).one()
    assert practice.registered
    assert (practice.stage, practice.evidence) == (Stage.PUBLIC, "descriptive")
    assert (practice.registered_by, practice.author_id) == (secretary.person_id, None)
    assert (practice.submitted_at, practice.cleared_at) == (None, None)
    room = room_of(db, "practice", practice.id)
    assert room is not None
    assert room.read_state == "public"


def test_a_country_that_sources_speak_of_is_listed_and_not_said_to_have_joined(db: Db) -> None:
    load_practices(db, SYSTEM, [an_entry(country_iso2="FI")])
    finland = delegation_by_code(db, "FI")
    assert finland is not None
    assert finland.standing == Standing.LISTED


@pytest.mark.parametrize("who", ["az-delegate", "chair", "jp-observer"])
def test_only_the_secretariat_registers(db: Db, cast: Cast, who: str) -> None:
    with pytest.raises(Denied):
        load_practices(db, cast[who], [ENTRY])
    assert count(db) == 0
    assert load_practices(db, cast["secretary"], [ENTRY]).new == 1


def test_our_own_copy_loads_whole_and_keeps_its_order(db: Db, secretary: Actor) -> None:
    content = json.loads(OURS.read_text())
    assert load_practices(db, secretary, content).new == len(content) == 24
    stored = db.exec(select(Practice).order_by(col(Practice.id))).all()
    assert [practice.title for practice in stored] == [entry["title"] for entry in content]
    for practice, entry in zip(stored, content, strict=True):
        assert practice.said["sources"] == entry["sources"]
        assert practice.said["approach"] == entry["approach"]
        assert practice.said["started_year"] == entry["started_year"]


def test_registering_by_hand_refuses_the_same_title_from_the_same_country(
    db: Db, secretary: Actor
) -> None:
    answers = {"title": "By hand", "country": "FI", "language": "en", "summary": "Invented."}
    practice = register(db, secretary, answers, "descriptive")
    db.flush()
    assert (practice.country, practice.evidence, practice.registered) == ("FI", "descriptive", True)
    with refused(REGISTERED_BEFORE):
        register(db, secretary, answers, "descriptive")
