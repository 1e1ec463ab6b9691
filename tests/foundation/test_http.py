"""What the outgoing client reads, and who may use one."""

import ast
import gzip
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from starlette.responses import JSONResponse, RedirectResponse, Response

from server.foundation.http import LARGEST, Outgoing
from tests.foundation.dials import Dials, fails

HOST = "id.ministry.example"


def packed() -> Response:
    bomb = gzip.compress(b'{"a": "' + b"x" * 1000 + b'"}')
    headers = {"Content-Encoding": "gzip"}
    return Response(bomb, headers=headers, media_type="application/json")


REFUSED: dict[str, Callable[[], Response]] = {
    "redirect": lambda: RedirectResponse("https://evil.example/"),
    "not found": lambda: JSONResponse({}, 404),
    "failed": lambda: JSONResponse({}, 500),
    "created": lambda: JSONResponse({}, 201),
    "a page": lambda: Response("{}", media_type="text/html"),
    "no kind": lambda: Response("{}"),
    "a list": lambda: JSONResponse([]),
    "nothing": lambda: Response("", media_type="application/json"),
    "half": lambda: Response('{"a":', media_type="application/json"),
    "not UTF-8": lambda: Response(b'{"a": "\xff"}', media_type="application/json"),
    "brackets": lambda: Response("[" * 100_000, media_type="application/json"),
    "one byte too many": lambda: JSONResponse({"a": "x" * (LARGEST - 7)}),
    "packed": packed,
}


@pytest.mark.parametrize("answer", REFUSED.values(), ids=REFUSED.keys())
async def test_an_answer_that_is_not_plain_json_is_refused(
    outgoing: Outgoing, dials: Dials, answer: Callable[[], Response]
) -> None:
    outgoing.answer_here(HOST, answer())
    await fails(outgoing, f"https://{HOST}/")
    assert dials.dialled == []


async def test_an_answer_of_the_largest_size_is_read(outgoing: Outgoing) -> None:
    outgoing.answer_here(HOST, JSONResponse({"a": "x" * (LARGEST - 8)}))
    assert len(str((await outgoing.fetch(f"https://{HOST}/"))["a"])) == LARGEST - 8


async def test_a_host_that_is_answered_here_is_not_dialled(
    outgoing: Outgoing, dials: Dials
) -> None:
    outgoing.answer_here("*.idp.invalid", JSONResponse({"here": True}))
    assert await outgoing.fetch("https://az.idp.invalid/") == {"here": True}
    await fails(outgoing, "http://az.idp.invalid/")
    await fails(outgoing, "https://az.idp.invalid.evil.invalid/")
    assert dials.dialled == []


def test_no_other_module_opens_connections() -> None:
    """Only these may import a client; everything else asks `Outgoing`."""
    allowed = {"guard.py", "http.py", "flow.py", "__main__.py"}
    clients = {"httpx2", "httpx", "httpcore2", "requests", "aiohttp", "urllib3", "http"}
    found = {
        file.name
        for file in Path("server").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if clients & {name.partition(".")[0] for name in _imported(node)}
        or "urllib.request" in _imported(node)
    }
    assert found <= allowed


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and node.module != "http":
        return [node.module]
    return []


def test_the_client_is_the_one_that_the_guard_was_tried_with() -> None:
    """It reaches into the transport; a new release must be tried before it is taken."""
    assert httpx2.__version__.startswith("2.16.")
