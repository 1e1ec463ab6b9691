"""Every line of the table can be read, and every action the code names is in it."""

import ast
import re

from server.group.permissions import PUBLIC, TABLE, Role, decide, known_actions
from tests.house.sources import called, python, short

CONDITIONS = {"-", "any", "own", "other", "mine", "coauthor", "reviewer", "adm", "granted"}
CONDITIONS |= {"open", "as_parent", "as_read", "member", "rapporteur", "deputised", "second"}
CONDITIONS |= {"own_sessions"}
DEMANDS = {"step", "two"}
COLUMNS = ["action", "state", *(role.value for role in Role)]

# Whose argument of this place names an action.
ASKING = {
    "door": 0,
    "permit": 0,
    "listing": 0,
    "commands_row": 0,
    "admit": 1,
    "decide": 1,
    "visible": 1,
}
ACTION = re.compile(r"^[a-z_]+\.[a-z_]+$")


def lines() -> list[list[str]]:
    told = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return [line.split(",") for line in told]


def named(tree: ast.AST) -> set[str]:
    """The actions that a module asks the table about."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in ASKING:
            for argument in node.args[ASKING[called(node)] :][:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found.add(argument.value)
    return found


def test_every_line_of_the_table_can_be_read() -> None:
    heading, *rows = lines()
    assert heading == COLUMNS
    assert len(rows) > 100
    for row in rows:
        assert len(row) == len(COLUMNS), row
        for cell in row[2:]:
            conditions, *demands = cell.split("+")
            assert set(conditions.split("|")) <= CONDITIONS, row
            assert set(demands) <= DEMANDS, row


def test_no_line_is_said_twice() -> None:
    keys = [(row[0], row[1]) for row in lines()[1:]]
    assert len(keys) == len(set(keys))


def test_the_public_may_only_read_look_and_ask() -> None:
    verbs = {row[0].rpartition(".")[2] for row in lines()[1:] if row[-1] != "-"}
    assert not verbs & {"create", "edit", "delete", "clear", "register", "schedule", "appoint"}


def test_every_action_that_the_code_names_is_in_the_table() -> None:
    found = 0
    for path, tree in python("server"):
        for action in named(tree) - {"any"}:
            if not action.startswith("public: "):
                found += 1
                assert action in known_actions(), f"{short(path)} asks about {action}"
    assert found > 10


def test_an_action_outside_the_table_would_be_noticed() -> None:
    slip = ast.parse('@door("practice.burn")\ndef burn(): admit(viewer, "practice.sell", "any")')
    assert named(slip) == {"practice.burn", "practice.sell"}
    assert all(ACTION.match(action) for action in named(slip))
    assert not named(slip) & known_actions()


def test_an_action_is_a_thing_and_a_verb() -> None:
    assert {action for action in known_actions() if not ACTION.match(action)} == {"search"}


def test_what_no_line_allows_is_denied() -> None:
    assert not any(decide(PUBLIC, action, "no such state").allowed for action in known_actions())
