"""Contributing a practice over plain HTTP, part by part, as a browser without scripts does."""

from html import unescape

import pytest
from sqlmodel import select

from server.foundation.database import Database
from server.group.permissions import Actor
from server.group.practices.forms.parts import SHAPES
from server.group.practices.forms.questions import GROUPS, QUESTIONS
from server.group.practices.forms.reading import as_typed
from server.group.practices.models import Practice
from server.group.practices.rules.answers import REQUIRED
from server.group.practices.rules.life import Stage
from tests.apps import Client
from tests.cast import Cast
from tests.practices.builders import COMPLETE, a_draft, a_submitted, stored

IDENTITY = {"title": "A first line", "country": "AZ", "language": "en", "version": "1"}


@pytest.fixture
def practice(database: Database, az_delegate: Actor) -> Practice:
    with database.write() as db:
        return a_draft(db, az_delegate)


def test_every_question_has_its_place_in_the_form_that_is_submitted() -> None:
    for group in GROUPS:
        fields = set(SHAPES[group.name].model_fields) - {"version", "then"}
        asked = {q.name for q in group.questions if q.kind != "rows"}
        assert {f for f in fields if not f.startswith("outcome_")} == asked
    assert set(REQUIRED) <= set(QUESTIONS)


def test_a_practice_is_written_part_by_part_and_submitted(
    client: Client, database: Database, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    address, answer = "/practices", None
    for group in GROUPS:
        answer = client.post(address, data={**as_typed(COMPLETE, group), "version": "1"})
        assert answer.status_code == 303, unescape(answer.text)
        address = answer.headers["location"]
    assert answer is not None
    check = client.get(address)
    assert address.endswith("/submission")
    assert "Submit for clearance" in check.text
    version = check.text.partition('name="version" value="')[2].partition('"')[0]
    sent = client.post(address, data={"version": version})
    assert sent.status_code == 303
    with database.read() as db:
        practice = db.exec(select(Practice)).one()
    assert practice.stage == Stage.SUBMITTED
    assert {name: practice.said[name] for name in COMPLETE} == COMPLETE


def test_a_draft_is_saved_and_found_again(
    client: Client, database: Database, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    answer = client.post("/practices", data={**IDENTITY, "then": "list"})
    form = client.get(answer.headers["location"])
    assert "Your draft is saved." in form.text
    assert "A first line" in client.get("/practices").text
    page = unescape(client.get(f"{answer.headers['location']}/identity").text)
    assert 'value="A first line"' in page


def test_a_row_of_outcomes_is_added_without_a_script(
    client: Client, database: Database, practice: Practice, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    address = f"/practices/{practice.id}/form/results"
    before = client.get(address).text.count('name="outcome_indicator"')
    typed = {**as_typed(practice.said, GROUPS[4]), "version": "1", "then": "more"}
    typed["outcome_indicator"] = ["Visitors who applied", "Families approved"]
    for cell in ("baseline", "result", "period", "source"):
        typed[f"outcome_{cell}"] = ["x", "y"]
    answer = client.post(address, data=typed)
    assert answer.headers["location"] == f"{address}#outcomes"
    assert client.get(address).text.count('name="outcome_indicator"') == before + 1
    outcomes = stored(database, practice.id).said["outcomes"]
    assert isinstance(outcomes, list)
    assert [row["indicator"] for row in outcomes] == ["Visitors who applied", "Families approved"]


def test_a_submission_that_lacks_something_lists_it_with_links(
    client: Client, database: Database, az_delegate: Actor
) -> None:
    with database.write() as db:
        practice = a_draft(db, az_delegate, problem="", outcomes=[])
    client.sign_in(az_delegate)
    answer = client.post(f"/practices/{practice.id}/submission", data={"version": "1"})
    assert answer.status_code == 409
    for target in ("relevance#problem", "results#outcomes"):
        assert f'href="/practices/{practice.id}/form/{target}"' in answer.text
    assert stored(database, practice.id).stage == Stage.DRAFT


def test_a_submission_of_an_older_text_shows_the_newer_one(
    client: Client, database: Database, practice: Practice, cast: Cast
) -> None:
    client.sign_in(cast["az-head"])
    form = {**as_typed(practice.said, GROUPS[1]), "version": "1", "problem": "The head's words."}
    client.post(f"/practices/{practice.id}/form/relevance", data=form)
    client.sign_in(cast["az-delegate"])
    answer = client.post(f"/practices/{practice.id}/submission", data={"version": "1"})
    assert answer.status_code == 409
    assert "Please read it again below" in answer.text
    assert "The head&#39;s words." in answer.text
    assert 'name="version" value="2"' in answer.text


def test_clearing_twice_is_refused_with_a_page(
    client: Client, database: Database, cast: Cast
) -> None:
    with database.write() as db:
        practice = a_submitted(db, cast["az-delegate"])
    client.sign_in(cast["az-head"])
    address = f"/practices/{practice.id}/clearance"
    assert client.post(address, data={"version": "1"}).status_code == 303
    again = client.post(address, data={"version": "1"})
    assert again.status_code == 409
    assert "cleared once its author has submitted it" in again.text


def test_an_unknown_part_of_the_form_is_an_unknown_page(
    client: Client, practice: Practice, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    assert client.get(f"/practices/{practice.id}/form/no-such-part").status_code == 404
    assert client.post(f"/practices/{practice.id}/form/no-such-part").status_code == 404


def test_the_secretariat_registers_a_practice_by_hand(
    client: Client, database: Database, secretary: Actor
) -> None:
    client.sign_in(secretary)
    form = {"title": "By hand", "country": "FI", "language": "en", "summary": "Invented."}
    lacking = client.post("/practices/registration", data=form)
    assert lacking.status_code == 422
    assert "By hand" in lacking.text
    form["sources"] = "https://example.org/invented"
    answer = client.post("/practices/registration", data=form)
    page = client.get(answer.headers["location"]).text
    assert "not submitted, not reviewed" in page
    assert "not stated in the sources" in page
