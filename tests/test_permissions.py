"""The table is the oracle: every cell of it, through both ways to ask."""

import csv
from collections.abc import Callable
from uuid import uuid4

import pytest

from server.foundation.refusals import Denied, SignInNeeded, Unreachable
from server.group import permissions
from server.group.permissions import PUBLIC, TABLE, Actor, Facts, Role, admit, decide

OWN, OTHER, ME, SOMEBODY = uuid4(), uuid4(), uuid4(), uuid4()

# What each condition asks, said a second time and independently of the code.
MET: dict[str, Callable[[bool, bool], bool]] = {
    "-": lambda own, mine: False,
    "any": lambda own, mine: True,
    "own": lambda own, mine: own,
    "other": lambda own, mine: not own,
    "mine": lambda own, mine: mine,
    "open": lambda own, mine: True,
}


def rows() -> list[dict[str, str]]:
    lines = [line for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def an_actor(role: Role) -> Actor:
    if role is Role.PUBLIC:
        return PUBLIC
    return Actor(role=role, person_id=ME, delegation_id=OWN)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("own", "mine"), [(True, True), (True, False), (False, False)])
def test_every_cell_says_what_the_table_says(role: Role, own: bool, mine: bool) -> None:
    facts = Facts(delegation_id=OWN if own else OTHER, author_id=ME if mine else SOMEBODY)
    checked = 0
    for row in rows():
        conditions, *demands = row[role.value].split("+")
        known = [c for c in conditions.split("|") if c in MET]
        signed_in = role is not Role.PUBLIC
        expected = any(MET[c](own and signed_in, mine and signed_in) for c in known)
        decision = decide(an_actor(role), row["action"], row["state"], facts)
        assert decision.allowed == expected, row
        if expected:
            assert decision.step == ("step" in demands)
            assert decision.two == ("two" in demands)
        checked += 1
    assert checked > 100


def test_an_action_without_a_row_is_a_mistake_and_not_an_answer() -> None:
    with pytest.raises(KeyError):
        decide(PUBLIC, "practice.burn")


def test_a_state_without_a_row_is_denied() -> None:
    assert not decide(an_actor(Role.SECRETARIAT), "practice.read", "no such state").allowed


def test_a_denied_read_looks_like_an_unknown_address() -> None:
    with pytest.raises(Unreachable):
        admit(an_actor(Role.DELEGATE), "practice.read", "draft", Facts(delegation_id=OTHER))


def test_a_denied_write_says_so_to_a_member_and_asks_a_stranger_to_sign_in() -> None:
    with pytest.raises(Denied):
        admit(an_actor(Role.DELEGATE), "session.schedule")
    with pytest.raises(SignInNeeded):
        admit(PUBLIC, "session.schedule")


def test_a_vocabulary_word_that_the_code_does_not_know_is_noticed() -> None:
    known = set(permissions._CONDITIONS) | permissions._UNANSWERED
    used = {
        condition
        for row in rows()
        for role in Role
        for condition in row[role.value].split("+")[0].split("|")
    }
    assert used <= known
