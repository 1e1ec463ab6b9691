"""Where a sign-in may lead, and how long a visit runs: tables of cases."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.group.entrance.rules import (
    IDLE,
    IDLE_WITH_POWERS,
    is_for_development,
    leads_to_no_page,
    safe_next,
    still_runs,
)

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)


@pytest.mark.parametrize(
    "path", ["/", "/account", "/practices/0193f", "/practices?page=2", "/search?q=%C5%9F", "/a#b"]
)
def test_a_path_of_ours_is_followed(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "",
        " ",
        "account",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/account\\..",
        "/account\x00",
        "/account\x7f",
        "/account\u2028",
        "/account\u202e",
        "/ışık",
        "/．/evil",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/../evil",
        "/./evil",
        "/account/../..//evil.example",
        "/%2e%2e//evil.example",
        "/%2F/evil.example",
        "/%5Cevil.example",
        "/%09/evil.example",
        "/a b",
        "/" + "a" * 512,
    ],
)
def test_anything_else_leads_home(raw: str | None) -> None:
    assert safe_next(raw) == "/"


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=40))
def test_no_text_leads_to_another_host(raw: str) -> None:
    found = safe_next("/" + raw)
    assert found == "/" or not set("\\\t\r\n ") & set(found)
    assert not found.startswith("//")


@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/x", "/auth/cb/x", "/dev/idp/az", "/rooms/1"]
)
def test_nobody_comes_back_to_a_page_of_the_way_in(path: str) -> None:
    assert leads_to_no_page(path)


@pytest.mark.parametrize("path", ["/", "/sign-ins", "/account", "/practices/auth"])
def test_other_pages_are_pages(path: str) -> None:
    assert not leads_to_no_page(path)


@pytest.mark.parametrize(
    ("role", "idle"),
    [("SEC", IDLE_WITH_POWERS), ("CH", IDLE_WITH_POWERS), ("HOD", IDLE), ("DEL", IDLE)],
)
def test_a_visit_runs_until_nothing_is_heard(role: str, idle: timedelta) -> None:
    second = timedelta(seconds=1)
    assert still_runs(NOW, NOW - idle + second, LATER, role)
    assert not still_runs(NOW, NOW - idle, LATER, role)


def test_a_visit_ends_however_busy_it_is() -> None:
    assert still_runs(LATER - timedelta(seconds=1), LATER, LATER, "DEL")
    assert not still_runs(LATER, LATER, LATER, "DEL")


@pytest.mark.parametrize(
    ("issuer", "made_up"),
    [
        ("https://az.idp.invalid", True),
        ("urn:ffwg:visits", True),
        ("https://id.ministry.example", False),
        ("https://idp.invalid.example", False),
    ],
)
def test_a_development_issuer_is_known_by_its_name(issuer: str, made_up: bool) -> None:
    assert is_for_development(issuer) is made_up
