"""Taking figures from a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from sqlmodel import select

from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.entries import Address, Shape, Text, Year, malformed, read_entries
from server.foundation.language.countries import COUNTRIES
from server.foundation.refusals import Refusal
from server.group.indicators.models import Indicator
from server.group.permissions import Actor, admit

CONTRADICTS = Refusal("the same source is recorded with %(value)s for the same date already.")


def _known(code: str) -> str:
    if code not in COUNTRIES:
        raise ValueError("no such country")
    return code


class FigureEntry(Shape):
    """One figure as a file gives it."""

    iso2: Annotated[str, AfterValidator(_known)]
    year: Year
    indicator: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{2,59}$")]
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    unit: Annotated[Text, Field(max_length=40)]
    source: Address
    as_of: Annotated[
        str, StringConstraints(pattern=r"^(FY\d{4}(/\d{2})?|\d{4}(-\d{2}(-\d{2})?)?)$")
    ]
    confidence: Literal["high", "medium", "low"]
    note: Annotated[Text, Field(max_length=500)] | None = None


@dataclass(frozen=True)
class Taken:
    """What a load took, and what was there already and stays as it was."""

    new: int
    known: int

    def __str__(self) -> str:
        return f"Figures taken: {self.new}. There already, left as they were: {self.known}."


Key = tuple[str, int, str, str, str]


def load_indicators(db: Db, actor: Actor, content: object) -> Taken:
    """All entries or none; one that is there already is passed over, never replaced."""
    admit(actor, "indicator.write")
    entries = read_entries(content, FigureEntry, named_by=("iso2", "year", "indicator"))
    known = {_key(figure): figure.value for figure in db.exec(select(Indicator))}
    new: dict[Key, Indicator] = {}
    for number, entry in enumerate(entries, 1):
        figure = _figure(entry)
        if _is_known(known, figure, number):
            continue
        known[_key(figure)] = figure.value
        new[_key(figure)] = figure
    db.add_all(new.values())
    record(db, actor_id=actor.person_id, act="indicators.loaded", facts={"new": len(new)})
    return Taken(len(new), len(entries) - len(new))


def _is_known(known: Mapping[Key, float], figure: Indicator, number: int) -> bool:
    stands = known.get(_key(figure))
    if stands not in (None, figure.value):
        name = f"{figure.country} {figure.year} {figure.kind}"
        raise malformed(number, name, "value", CONTRADICTS.of(value=f"{stands:g}"))
    return stands is not None


def _figure(entry: FigureEntry) -> Indicator:
    return Indicator(
        country=entry.iso2,
        year=entry.year,
        kind=entry.indicator,
        value=entry.value,
        unit=entry.unit,
        source=entry.source,
        as_of=entry.as_of,
        confidence=entry.confidence,
        note=entry.note or "",
    )


def _key(figure: Indicator) -> Key:
    return (figure.country, figure.year, figure.kind, figure.as_of, figure.source)
