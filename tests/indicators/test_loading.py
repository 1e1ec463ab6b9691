"""A file of figures is taken whole or not at all, and says which entry and field is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlmodel import select

from server import demo
from server.foundation.database import Database, Db
from server.foundation.entries import MALFORMED, NOT_A_LIST
from server.foundation.refusals import Denied, Refused
from server.group.indicators.actions import load_indicators
from server.group.indicators.models import Indicator
from server.group.indicators.queries import indicators_of
from server.group.indicators.rules import KINDS, UNITS, name_of
from tests.builders import SYSTEM, refused
from tests.cast import Cast

OURS = Path(demo.__file__).with_name("data") / "indicators.json"
FIGURE: dict[str, object] = {
    "iso2": "FI",
    "year": 2022,
    "indicator": "foster_families",
    "value": 12,
    "unit": "families",
    "source": "https://example.org/invented",
    "as_of": "2022-12",
    "confidence": "high",
}


def a_figure(**fields: object) -> dict[str, object]:
    return {**FIGURE, **fields}


def count(db: Db) -> int:
    return db.exec(select(func.count()).select_from(Indicator)).one()


MALFORMATIONS: list[tuple[str, str, Callable[[], object]]] = [
    ("iso2", "right form", lambda: a_figure(iso2="FIN")),
    ("iso2", "right form", lambda: a_figure(iso2="XX")),
    ("year", "whole number", lambda: a_figure(year="2022")),
    ("year", "more than 2100", lambda: a_figure(year=20222)),
    ("indicator", "right form", lambda: a_figure(indicator="Foster families")),
    ("value", "not a number", lambda: a_figure(value="12")),
    ("value", "not a number", lambda: a_figure(value=True)),
    ("value", "not a number", lambda: a_figure(value=float("nan"))),
    ("value", "less than 0", lambda: a_figure(value=-1)),
    ("unit", "missing", lambda: {k: v for k, v in FIGURE.items() if k != "unit"}),
    ("source", "right form", lambda: a_figure(source="the ministry")),
    ("as_of", "right form", lambda: a_figure(as_of="last year")),
    ("confidence", "none of", lambda: a_figure(confidence="sure")),
    ("note", "at most 500", lambda: a_figure(note="a" * 501)),
    ("colour", "no such field", lambda: a_figure(colour="red")),
    ("-", "not an object", lambda: 7),
]


@pytest.mark.parametrize(
    ("field", "words", "entry"), MALFORMATIONS, ids=[f"{f}-{w}" for f, w, _ in MALFORMATIONS]
)
def test_the_refusal_says_which_entry_and_field(
    field: str, words: str, entry: Callable[[], object]
) -> None:
    with pytest.raises(Refused) as refusal:
        load_indicators(None, SYSTEM, [FIGURE, entry()])  # type: ignore[arg-type]
    said = str(refusal.value.refusal)
    assert said.startswith("Entry 2 (")
    assert f"field {field}:" in said
    assert words in said


def test_one_malformed_entry_keeps_all_others_out(database: Database) -> None:
    with refused(MALFORMED), database.write() as db:
        load_indicators(db, SYSTEM, [FIGURE, a_figure(value=-1)])
    with database.read() as db:
        assert count(db) == 0


@pytest.mark.parametrize("content", [{"figures": []}, "text", None])
def test_a_file_that_holds_no_list_is_refused(db: Db, content: object) -> None:
    with refused(NOT_A_LIST):
        load_indicators(db, SYSTEM, content)


def test_a_second_load_passes_over_what_is_there_and_says_so(db: Db) -> None:
    load_indicators(db, SYSTEM, [FIGURE])
    taken = load_indicators(db, SYSTEM, [FIGURE, a_figure(year=2023, as_of="2023-12")])
    assert (taken.new, taken.known) == (1, 1)
    assert str(taken) == "Figures taken: 1. There already, left as they were: 1."
    assert count(db) == 2


def test_another_value_for_the_same_figure_replaces_nothing(database: Database) -> None:
    with database.write() as db:
        load_indicators(db, SYSTEM, [FIGURE])
    with pytest.raises(Refused) as refusal, database.write() as db:
        load_indicators(db, SYSTEM, [a_figure(iso2="SE"), a_figure(value=13)])
    said = str(refusal.value.refusal)
    assert "Entry 2 (FI 2022 foster_families), field value:" in said
    assert "recorded with 12" in said
    with database.read() as db:
        assert db.exec(select(Indicator.value)).all() == [12]


@pytest.mark.parametrize("who", ["chair", "jp-observer"])
def test_an_observer_or_the_chair_loads_no_figures(db: Db, cast: Cast, who: str) -> None:
    with pytest.raises(Denied):
        load_indicators(db, cast[who], [FIGURE])
    assert count(db) == 0


def test_our_own_copy_loads_whole_and_every_figure_has_its_words(db: Db, secretary: object) -> None:
    content = json.loads(OURS.read_text())
    assert load_indicators(db, SYSTEM, content).new == len(content) == 179
    assert {entry["indicator"] for entry in content} <= set(KINDS)
    assert {entry["unit"] for entry in content} <= set(UNITS)
    values = sorted(db.exec(select(Indicator.value)).all())
    assert values == sorted(float(entry["value"]) for entry in content)


def test_a_country_has_its_figures_by_kind_the_newest_first(db: Db) -> None:
    wanted = [
        a_figure(as_of="2021-12", year=2021, value=3),
        a_figure(as_of="2022-12", value=19.2),
        a_figure(indicator="patronage_families", value=1),
        a_figure(iso2="SE", value=99),
    ]
    load_indicators(db, SYSTEM, wanted)
    found = [(kind, [one.value for one in figures]) for kind, figures in indicators_of(db, "FI")]
    assert found == [("foster_families", [19.2, 3]), ("patronage_families", [1])]


def test_a_kind_that_a_later_file_brings_is_named_as_the_file_names_it() -> None:
    assert str(name_of("families_on_a_break")) == "Families on a break"
    assert str(name_of("foster_families")) == "Foster families"
