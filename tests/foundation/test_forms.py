"""What was typed is understood or answered with a sentence, and is always still there."""

from datetime import date
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import FormData

from server.foundation.forms import NEEDED, UNKNOWN, understand
from server.foundation.refusals import NotUnderstood


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=10)]
    minutes: int = Field(default=60, ge=1, le=600)
    kind: Literal["open", "closed"] = "open"
    day: date | None = None
    sources: list[str] = []


def test_what_fits_is_understood_without_the_white_space_around_it() -> None:
    form = understand(Shape, {"title": " Agenda ", "minutes": "90"}).valid()
    assert (form.title, form.minutes) == ("Agenda", 90)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"title": "   "}, "title", "fill this in"),
        ({"title": "far too long a title"}, "title", "at most 10 characters"),
        ({"title": "a", "minutes": "soon"}, "minutes", "whole number"),
        ({"title": "a", "minutes": "0"}, "minutes", "at least 1"),
        ({"title": "a", "minutes": "601"}, "minutes", "at most 600"),
        ({"title": "a", "kind": "secret"}, "kind", "answers offered"),
        ({"title": "a", "day": "tomorrow"}, "day", "year-month-day"),
        ({"title": "a", "colour": "red"}, "colour", "does not know"),
    ],
)
def test_what_does_not_fit_is_named_in_a_sentence(
    typed: dict[str, str], field: str, words: str
) -> None:
    submission = understand(Shape, typed)
    error = submission.error(field)
    assert error is not None
    assert words in str(error)
    with pytest.raises(NotUnderstood):
        submission.valid()


def test_everything_typed_is_kept_exactly_whatever_is_wrong_with_it() -> None:
    typed = FormData([("title", ""), ("minutes", " x "), ("sources", "a"), ("sources", "b")])
    submission = understand(Shape, typed)
    assert submission.value("minutes") == " x "
    assert submission.chosen("sources") == ["a", "b"]


def test_every_mistake_is_named_at_once() -> None:
    submission = understand(Shape, {"minutes": "0", "colour": "red"})
    assert set(submission.errors) == {"title", "minutes", "colour"}
    assert submission.error("title") == NEEDED
    assert submission.error("colour") == UNKNOWN


def test_a_character_that_no_database_stores_does_not_come_in() -> None:
    assert understand(Shape, {"title": "a\0b"}).valid().title == "ab"
