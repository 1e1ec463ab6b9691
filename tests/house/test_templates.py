"""Templates compile in every language, say what they need, and keep to the page's rules."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from server.foundation.language.names import LANGUAGES
from server.foundation.pages.environments import environment
from tests.house.markup import Markup, wrong_with
from tests.house.sources import TEMPLATES, files, python, short

OF_A_READER = {"viewer", "request", "nonce", "path", "zone", "said", "settings_development"}
FIRST_LINE = re.compile(r"\A\{#-? (?P<live>live: )?(?P<names>[a-z_, ]*?) ?-?#\}\n")
LITERAL_ID = re.compile(r"""\sid=["']([^"'{]+)["']""")
EXPRESSION = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)

ALL = files(str(TEMPLATES), ends=(".html",))
PIECES = [path for path in ALL if path.name.startswith("_")]
LIVE = [path for path in PIECES if path.read_text().startswith("{# live: ")]
named = pytest.mark.parametrize("path", ALL, ids=short)


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@cache
def tree_of(name: str) -> nodes.Template:
    return environment("en").parse((TEMPLATES / name).read_text())


def declared(name: str) -> set[str] | None:
    """What the first line of a piece says it needs."""
    told = FIRST_LINE.match((TEMPLATES / name).read_text())
    return {one.strip() for one in told["names"].split(",")} - {""} if told else None


def needed(name: str) -> set[str]:
    """What Jinja finds undeclared, but for what every template has."""
    return meta.find_undeclared_variables(tree_of(name)) - environment("en").globals.keys()


def included(name: str) -> set[str]:
    """The pieces it includes, and theirs."""
    found: set[str] = set()
    for node in tree_of(name).find_all(nodes.Include):
        match node.template:
            case nodes.Const(value=str(inner)):
                found |= {inner} | included(inner)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_compiles(language: str) -> None:
    for path in ALL:
        environment(language).get_template(name_of(path))


def test_a_piece_says_what_it_needs() -> None:
    for path in PIECES:
        told = declared(name_of(path))
        assert told is not None, f"{short(path)}: the first line says nothing"
        own = needed(name_of(path))
        passed_on = {one for inner in included(name_of(path)) for one in declared(inner) or ()}
        assert own <= told, f"{short(path)} needs {own - told} too"
        superfluous = told - own - passed_on - environment("en").globals.keys()
        assert not superfluous, f"{short(path)} does not need {superfluous}"


def test_what_is_told_live_is_marked_so() -> None:
    told = {
        node.value
        for path, tree in python("server")
        if path.name == "live.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and str(node.value).endswith(".html")
    }
    assert told
    assert told == {name_of(path) for path in LIVE}


def test_a_live_piece_is_the_same_for_everybody() -> None:
    for path in LIVE:
        name, text = name_of(path), path.read_text()
        assert not (needed(name) & OF_A_READER), name
        # What arrives by socket has no nonce, so htmx attributes in it would be stripped.
        assert "data-hx-" not in text, name
        assert included(name) <= {name_of(one) for one in LIVE}, name


@named
def test_the_words_of_a_page_pass_through_the_catalogue(path: Path) -> None:
    """Between the tags stand translated sentences or values, never bare words."""
    text = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", path.read_text(), flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->|<svg.*?</svg>", "", EXPRESSION.sub("", text), flags=re.DOTALL)
    between = re.sub(r"<[^>]*>|[a-z-]+=\"[^\"]*\"", "\n", text)
    bare = re.findall(r"[A-Za-z]{2,}", re.sub(r"&[a-z]+;", "", between))
    assert bare == [], f"{short(path)}: {bare}"


@named
def test_no_styles_scripts_or_bare_htmx_in_a_template(path: Path) -> None:
    # What the templates say around the markup is taken out; the pages' tests judge the rest.
    for complaint in Markup(EXPRESSION.sub("", path.read_text())).complaints:
        assert "on <" not in complaint, f"{short(path)}: {complaint}"
        assert "within the page" not in complaint, f"{short(path)}: {complaint}"


def test_a_page_and_its_pieces_share_no_id() -> None:
    """Branches of one template may; whole pages are judged as they are sent, by `Client`."""
    for path in ALL:
        together = [name_of(path), *sorted(included(name_of(path)))]
        sources = [(TEMPLATES / name).read_text() for name in together]
        ids = [one for source in sources for one in set(LITERAL_ID.findall(source))]
        assert len(ids) == len(set(ids)), f"{short(path)}: {sorted(ids)}"


@pytest.mark.parametrize(
    ("slip", "noticed"),
    [
        ('<p style="color: red">x</p>', "style on"),
        ('<a onclick="x()">x</a>', "onclick on"),
        ('<div hx-get="/x"></div>', "hx-get on"),
        ("<script>x()</script>", "within the page"),
        ('<p id="a"></p><p id="a"></p>', "used twice"),
        ('<label for="b">x</label>', "for=b"),
        ('<button data-hx-post="/x" data-hx-nonce="n"></button>', "without a script"),
        ("<div><p>x</section></div>", "closes nothing"),
    ],
)
def test_a_slip_in_a_page_would_be_noticed(slip: str, noticed: str) -> None:
    assert any(noticed in one for one in wrong_with(slip))
