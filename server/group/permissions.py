"""Who may do what: the one table, read from `permissions.csv`, and the two ways to ask it.

`decide` answers for one object; `visible` turns the same rows into a filter for lists. What
no row allows is denied; an action that no row names is a mistake and raises.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from server.foundation.refusals import Denied, Refusal, SignInNeeded, Unreachable

TABLE = Path(__file__).with_name("permissions.csv")
NOT_YOURS = Refusal(
    "Your role does not allow this. Ask your head of delegation or the secretariat."
)


class Role(StrEnum):
    """The columns of the table. A vice-chair acts as chair."""

    SECRETARIAT = "SEC"
    CHAIR = "CH"
    HEAD = "HOD"
    DELEGATE = "DEL"
    OBSERVER = "OBS"
    PUBLIC = "PUB"


ROLE_NAMES = {
    Role.SECRETARIAT: Refusal("Secretariat"),
    Role.CHAIR: Refusal("Chair"),
    Role.HEAD: Refusal("Head of delegation"),
    Role.DELEGATE: Refusal("Delegate"),
    Role.OBSERVER: Refusal("Observer"),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks, in one role; the anonymous reader is an actor too."""

    role: Role = Role.PUBLIC
    person_id: UUID | None = None
    delegation_id: UUID | None = None
    delegation_code: str = ""
    name: str = ""
    function: str = ""
    language: str | None = None
    zone: str | None = None
    visit_id: UUID | None = None
    demonstration: bool = False

    @property
    def signed_in(self) -> bool:
        return self.person_id is not None


PUBLIC = Actor()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the table's conditions ask about an object."""

    delegation_id: UUID | None = None
    author_id: UUID | None = None
    coauthors: frozenset[UUID] = frozenset()
    reviewers: frozenset[UUID] = frozenset()
    admitted: frozenset[UUID] = frozenset()
    granted: frozenset[UUID] = frozenset()
    open: bool = True
    """Not restricted: `open` in the table."""
    parent: bool = False
    """Whether the reader may do the like to what this belongs to: `as_parent` in the table."""


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed or not, and what it still takes: a fresh second factor, a second person."""

    allowed: bool
    step: bool = False
    two: bool = False


DENIED = Decision(allowed=False)


@dataclass(frozen=True, slots=True)
class _Cell:
    conditions: tuple[str, ...]
    step: bool
    two: bool


def _read_table() -> dict[str, dict[str, dict[Role, _Cell]]]:
    lines = (line for line in TABLE.read_text().splitlines() if not line.startswith("#"))
    table: dict[str, dict[str, dict[Role, _Cell]]] = {}
    for row in csv.DictReader(lines):
        cells = {role: _read_cell(row[role.value]) for role in Role}
        table.setdefault(row["action"], {})[row["state"]] = cells
    return table


def _read_cell(text: str) -> _Cell:
    conditions, *demands = text.split("+")
    return _Cell(tuple(conditions.split("|")), "step" in demands, "two" in demands)


_CONDITIONS: dict[str, Callable[[Actor, Facts], bool]] = {
    "-": lambda _actor, _facts: False,
    "any": lambda _actor, _facts: True,
    "own": lambda a, f: a.delegation_id is not None and a.delegation_id == f.delegation_id,
    "other": lambda a, f: a.delegation_id is not None and a.delegation_id != f.delegation_id,
    "mine": lambda a, f: a.person_id is not None and a.person_id == f.author_id,
    "coauthor": lambda a, f: a.person_id in f.coauthors,
    "reviewer": lambda a, f: a.person_id in f.reviewers,
    "adm": lambda a, f: a.person_id in f.admitted,
    "granted": lambda a, f: a.person_id in f.granted,
    "open": lambda _actor, f: f.open,
    "as_parent": lambda _actor, f: f.parent,
    "as_read": lambda _actor, f: f.parent,
}
# Conditions of parts still to come: denied until their part can answer them.
_UNANSWERED = frozenset({"member", "rapporteur", "deputised", "second", "own_sessions"})

_table = _read_table()


def decide(actor: Actor, action: str, state: str = "any", facts: Facts = NO_FACTS) -> Decision:
    """The table's answer; KeyError for an action that has no row."""
    cells = _table[action].get(state)
    if cells is None:
        return DENIED
    cell = cells[actor.role]
    met = any(c not in _UNANSWERED and _CONDITIONS[c](actor, facts) for c in cell.conditions)
    return Decision(True, cell.step, cell.two) if met else DENIED


def admit(actor: Actor, action: str, state: str = "any", facts: Facts = NO_FACTS) -> None:
    """Raises unless allowed: a denied read looks like an unknown id, a denied write says no."""
    if decide(actor, action, state, facts).allowed:
        return
    if action.endswith(".read"):
        raise Unreachable
    raise Denied(NOT_YOURS) if actor.signed_in else SignInNeeded


def visible(actor: Actor, action: str, table: type) -> sa.ColumnElement[bool]:
    """`decide(actor, action, row.stage, …)` as a condition on the rows of `table`."""
    allowed = [
        sa.and_(_column(table, "stage") == state, _filter(actor, cells[actor.role], table))
        for state, cells in _table[action].items()
    ]
    return sa.or_(sa.false(), *allowed)


def _filter(actor: Actor, cell: _Cell, table: type) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(_condition(actor, c, table) for c in cell.conditions))


def _condition(actor: Actor, condition: str, table: type) -> sa.ColumnElement[bool]:
    match condition:
        case "any":
            return sa.true()
        case "own" if actor.delegation_id:
            return _column(table, "delegation_id") == actor.delegation_id
        case "mine" if actor.person_id:
            return _column(table, "author_id") == actor.person_id
        case "open":
            return _column(table, "open").is_(True)
    return sa.false()


def _column(table: type, name: str) -> sa.ColumnElement[object]:
    column: sa.ColumnElement[object] = getattr(table, name)
    return column


def known_actions() -> frozenset[str]:
    return frozenset(_table)
