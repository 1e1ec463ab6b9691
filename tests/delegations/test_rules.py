"""What a delegation is known by."""

import pytest

from server.group.delegations.rules import NOT_A_CODE, TAKEN, why_not_register


@pytest.mark.parametrize("code", ["AZ", "TR", "XS"])
def test_two_capital_letters_are_a_code(code: str) -> None:
    assert why_not_register(code, taken=False) is None


@pytest.mark.parametrize("code", ["", "A", "az", "AZE", "A1", "İS", "AZ ", "A-"])
def test_anything_else_is_none(code: str) -> None:
    assert why_not_register(code, taken=False) == NOT_A_CODE


def test_a_code_is_given_once() -> None:
    assert why_not_register("AZ", taken=True) == TAKEN.of(code="AZ")
