"""Styles know a start and an end, no left and no right; and nothing from elsewhere."""

import re

import pytest

from tests.house.sources import files, short

SIDES = r"(left|right|top|bottom)"
PHYSICAL = re.compile(
    rf"(?:^|[;{{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-{SIDES}"
    rf"|border-(?:top|bottom)-(?:left|right)-radius|{SIDES}|float|clear)\b[a-z-]*\s*:"
    r"|(?:text-align|justify-content|align-items|caption-side)\s*:\s*(?:left|right)\b"
    r"|(?:^|[;{\s])(?:max-|min-)?(?:width|height)\s*:"
)
FROM_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?(?:https?:)?//|expression\(|!important")


def without_conditions(css: str) -> str:
    """Media and container conditions ask about the screen, which does have a width."""
    return re.sub(r"/\*.*?\*/|@(?:media|container|supports)[^{]*", "", css, flags=re.DOTALL)


def physical(css: str) -> list[str]:
    return [found.group().strip() for found in PHYSICAL.finditer(without_conditions(css))]


def test_styles_know_no_left_and_no_right() -> None:
    sheets = files("web/static/css", ends=(".css",))
    assert sheets
    for sheet in sheets:
        assert physical(sheet.read_text()) == [], short(sheet)


def test_styles_bring_nothing_from_elsewhere() -> None:
    for sheet in files("web/static/css", ends=(".css",)):
        assert not FROM_ELSEWHERE.search(sheet.read_text()), short(sheet)


@pytest.mark.parametrize(
    "slip",
    [
        "a { margin-left: 1rem }",
        "a{left:0}",
        "a { text-align: right }",
        "a { border-top-left-radius: 2px }",
        "a { float: left }",
        "a { max-width: 3rem }",
    ],
)
def test_a_side_would_be_noticed(slip: str) -> None:
    assert physical(slip)


@pytest.mark.parametrize(
    "right",
    [
        "a { margin-inline-start: 1rem; inset-block-start: 0 }",
        "@media (min-width: 40rem) { a { text-align: start } }",
        "a { max-inline-size: 3rem; --left: 1 }",
        "a { line-height: 1.5; border-width: 1px; stroke-width: 2 }",
    ],
)
def test_a_flow_is_no_side(right: str) -> None:
    assert physical(right) == []
