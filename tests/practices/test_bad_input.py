"""A form that does not fit, or is stale: all that was typed comes back, and nothing is stored."""

from html import unescape

import pytest

from server.foundation.database import Database
from server.foundation.forms import Values
from server.foundation.language.catalogues import say
from server.foundation.refusals import CHANGED_MEANWHILE
from server.group.permissions import Actor
from server.group.practices.forms.parts import SHAPES
from server.group.practices.forms.questions import QUESTIONS
from server.group.practices.forms.reading import as_typed, group_named
from server.group.practices.models import Practice
from tests.apps import Client
from tests.cast import Cast
from tests.practices.builders import a_draft, a_submitted, stored

GROUP_OF = {field: name for name, shape in SHAPES.items() for field in shape.model_fields}


@pytest.fixture
def practice(database: Database, az_delegate: Actor) -> Practice:
    with database.write() as db:
        return a_draft(db, az_delegate)


@pytest.fixture
def author(client: Client, az_delegate: Actor) -> Client:
    client.sign_in(az_delegate)
    return client


def typed_into(practice: Practice, group: str, **typed: str | list[str]) -> Values:
    """The form of a group as the page shows it, with these fields typed over."""
    return {**as_typed(practice.said, group_named(group)), "version": "1", **typed}


def reached(page: str, value: str | list[str]) -> bool:
    return all(one in page for one in ([value] if isinstance(value, str) else value))


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("title", "a" * 121, "at most 120 characters"),
        ("title", "   ", "Please fill this in."),
        ("country", "XX", "one of the answers offered"),
        ("language", "xx", "one of the answers offered"),
        ("practice_type", "sorcery", "one of the answers offered"),
        ("more_types", ["training"] * 3, "at most 2"),
        ("colour", "red", "does not know"),
        ("summary", "a" * 5_001, "at most 5000 characters"),
        ("link_to_declaration", ["31_june"], "one of the answers offered"),
        ("started_year", "long ago", "whole number"),
        ("started_year", "1066", "at least 1900"),
        ("ended_year", "1999", "before it began"),
        ("outcome_indicator", ["a" * 601], "at most 600"),
        ("sources", "https://a.b\nsee the ministry", "begins with https://"),
        ("review_due", "soon", "year-month-day"),
    ],
)
def test_what_does_not_fit_comes_back_with_everything_typed_and_stores_nothing(
    author: Client, practice: Practice, field: str, typed: str | list[str], sentence: str
) -> None:
    group = GROUP_OF.get(field, "identity")
    form = typed_into(practice, group, **{field: typed})
    answer = author.post(f"/practices/{practice.id}/form/{group}", data=form)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert sentence in page
    assert "Nothing was stored. Everything you typed is still here." in page
    for name, value in form.items():
        question = QUESTIONS.get(name)
        if question is None or question.kind in ("line", "text", "addresses", "year"):
            assert name == "colour" or reached(page, value), name
    assert stored(author.database, practice.id).said == practice.said


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_stale_form_shows_what_the_other_wrote_and_keeps_ones_own(
    client: Client, database: Database, practice: Practice, cast: Cast, language: str
) -> None:
    mine = typed_into(practice, "relevance", problem="Mine, typed later.")
    client.sign_in(cast["az-head"])
    address = f"/practices/{practice.id}/form/relevance"
    client.post(address, data={**mine, "problem": "The head's words."})
    client.sign_in(cast["az-delegate"])
    answer = client.post(f"{address}?lang={language}", data=mine)
    page = unescape(answer.text)
    assert answer.status_code == 409
    assert say(language, CHANGED_MEANWHILE) in page
    assert "The head's words." in page
    assert "Mine, typed later.</textarea>" in page
    assert 'name="version" value="2"' in page
    assert stored(database, practice.id).said["problem"] == "The head's words."
    assert client.post(address, data={**mine, "version": "2"}).status_code == 303
    assert stored(database, practice.id).said["problem"] == "Mine, typed later."


def test_a_submitted_text_is_not_changed_and_what_was_typed_is_kept(
    client: Client, database: Database, az_delegate: Actor
) -> None:
    with database.write() as db:
        practice = a_submitted(db, az_delegate)
    client.sign_in(az_delegate)
    assert "no longer a draft" in client.get(f"/practices/{practice.id}/form").text
    form = typed_into(practice, "relevance", problem="Too late.")
    answer = client.post(f"/practices/{practice.id}/form/relevance", data=form)
    assert answer.status_code == 409
    assert "no longer a draft" in answer.text
    assert "Too late.</textarea>" in answer.text
    assert stored(database, practice.id).said == practice.said
