"""Nothing grows with the product: files, functions, handlers, pages and pieces stay small."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import CODE, TEMPLATES, files, functions, python, short

LONGEST_FILE = 200
LONGEST_PAGE = 60
LONGEST_PIECE = 40
LONGEST_HANDLER = 15
MOST_STATEMENTS = 25
ROUTED = {"get", "post", "put", "patch", "delete", "websocket", "head", "options", "api_route"}


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def longer(paths: list[Path], most: int) -> list[str]:
    return [f"{short(path)}: {lines(path)}" for path in paths if lines(path) > most]


def test_no_file_is_long() -> None:
    ours = files(*CODE, "web", ends=(".py", ".html", ".css", ".js", ".mjs", ".mako"))
    assert len(ours) > 100
    assert longer(ours, LONGEST_FILE) == []


def test_pages_and_pieces_are_short() -> None:
    templates = files(str(TEMPLATES), ends=(".html",))
    pieces = [path for path in templates if path.name.startswith("_")]
    # A file of macros is a shelf of pieces; each macro is held to the piece's size below.
    shelves = [path for path in templates if "{% macro" in path.read_text()]
    pages = [path for path in templates if path not in pieces and path not in shelves]
    assert pages
    assert pieces
    assert longer(pages, LONGEST_PAGE) == []
    assert longer(pieces, LONGEST_PIECE) == []
    for shelf in shelves:
        macros = shelf.read_text().split("{% macro")[1:]
        assert max(len(macro.splitlines()) for macro in macros) <= LONGEST_PIECE, short(shelf)


def test_no_function_is_long() -> None:
    for path, tree in python(*CODE):
        for function in functions(tree):
            assert statements(function) <= MOST_STATEMENTS, f"{short(path)}: {function.name}"


def statements(function: ast.AST) -> int:
    return sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1


def is_handler(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Attribute)
        and mark.func.attr in ROUTED
        and mark.args
        for mark in function.decorator_list
    )


def test_a_handler_is_a_few_lines() -> None:
    handlers = 0
    for path, tree in python("server"):
        for function in filter(is_handler, functions(tree)):
            handlers += 1
            length = (function.end_lineno or 0) - function.lineno + 1
            assert length <= LONGEST_HANDLER, f"{short(path)}: {function.name} has {length} lines"
    assert handlers > 20


@pytest.mark.parametrize(("length", "allowed"), [(25, True), (26, False)])
def test_a_long_function_would_be_noticed(length: int, allowed: bool) -> None:
    body = "\n".join("    pass" for _ in range(length))
    function = next(functions(ast.parse(f"def long():\n{body}")))
    assert (statements(function) <= MOST_STATEMENTS) == allowed
