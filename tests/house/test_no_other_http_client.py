"""Outgoing HTTP has one way out, and the few files that may hold its tools are named here."""

import ast

from tests.house.sources import imports, python, short

TOOLS = ("httpx2", "httpx", "httpcore2", "requests", "aiohttp", "urllib.request", "http.client")
OTHER_WAYS = ("socket", "smtplib", "ftplib", "subprocess", "asyncio.open_connection")

MAY = {
    "server/foundation/http.py": "the one guarded client",
    "server/foundation/guard.py": "which addresses that client may reach",
    "server/foundation/oidc/": "speaks through that client",
    "server/development/": "answers as the other side, in process",
    "server/__main__.py": "asks its own port whether it is well",
}


def used(tree: ast.AST, tools: tuple[str, ...]) -> set[str]:
    return {tool for tool in tools for name in imports(tree) if name_is(name, tool)}


def name_is(name: str, tool: str) -> bool:
    return name == tool or name.startswith(f"{tool}.")


def test_no_other_http_client() -> None:
    for path, tree in python("server"):
        if not short(path).startswith(tuple(MAY)):
            assert not used(tree, TOOLS), short(path)


def test_nothing_of_the_groups_work_opens_a_connection_of_its_own() -> None:
    for path, tree in python("server/group"):
        assert not used(tree, OTHER_WAYS), short(path)


def test_another_client_would_be_noticed() -> None:
    assert used(ast.parse("from urllib.request import urlopen"), TOOLS) == {"urllib.request"}
    assert used(ast.parse("import httpx2"), TOOLS) == {"httpx2"}
    assert not used(ast.parse("from urllib.parse import quote"), TOOLS)
