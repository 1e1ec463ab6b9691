"""Taking figures from a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from sqlmodel import select

from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.refusals import Refusal, Refused
from server.group.indicators.forms import Entry
from server.group.indicators.models import Indicator
from server.group.permissions import Actor

NOT_A_LIST = Refusal("A file of figures is a list of entries.")
MALFORMED = Refusal("Entry %(entry)s, field %(field)s: %(why)s. Nothing was taken.")


@dataclass(frozen=True)
class Taken:
    """What a load took, and what was there already."""

    new: int
    known: int

    def __str__(self) -> str:
        return f"{self.new} figures taken, {self.known} were there already."


def load_indicators(db: Db, actor: Actor, content: object) -> Taken:
    """All or nothing; a figure that is there already is passed over."""
    if not isinstance(content, list):
        raise Refused(NOT_A_LIST)
    wanted = {_key(figure): figure for figure in (_figure(n, e) for n, e in enumerate(content, 1))}
    known = {_key(figure) for figure in db.exec(select(Indicator))}
    new = [figure for key, figure in wanted.items() if key not in known]
    db.add_all(new)
    record(db, actor_id=actor.person_id, act="indicators.loaded", facts={"new": len(new)})
    return Taken(len(new), len(content) - len(new))


def _figure(place: int, raw: object) -> Indicator:
    try:
        entry = Entry.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = raw.get("indicator", "") if isinstance(raw, Mapping) else ""
        field = ".".join(str(part) for part in first["loc"]) or "-"
        name = f"{place} {where}".strip()
        raise Refused(MALFORMED.of(entry=name, field=field, why=first["msg"])) from None
    plain = entry.model_dump(exclude={"iso2", "indicator"})
    return Indicator(country=entry.iso2, kind=entry.indicator, **plain)


def _key(figure: Indicator) -> tuple[object, ...]:
    return (
        figure.country, figure.year, figure.kind, figure.as_of, figure.source, figure.value,
    )  # fmt: skip
