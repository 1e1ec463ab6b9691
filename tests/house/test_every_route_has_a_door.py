"""Default deny: every address names exactly one row of the permission table, or says why none."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, APIWebSocketRoute, RouteContext, iter_route_contexts
from starlette.routing import Mount

from server.app import create_app
from server.foundation.database import Database
from server.group.delegations.access import public
from server.group.permissions import known_actions
from server.settings import Settings

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

HOW_MANY = 43
"""Changed by hand with every new address, so that none comes in unseen."""

PUBLIC = {
    "GET /",
    "GET /auth/cb/{path}",
    "GET /auth/keys/{path}.json",
    "GET /delegations",
    "GET /healthz",
    "GET /language",
    "GET /metrics",
    "GET /readyz",
    "GET /sign-in",
    "GET /sign-in/{provider_id}",
    "GET /signed-out",
    "POST /language",
}

FOR_DEVELOPMENT = {
    "GET /dev/idp/{code}/authorize",
    "GET /dev/idp/{code}/end-session",
    "POST /dev/idp/{code}/authorize",
}

NO_ROUTES = {"/static"}
"""Files, the same for everybody."""


def rows(dependant: Dependant) -> Iterator[str]:
    """The rows named by a route's dependencies, theirs included."""
    row = getattr(dependant.call, "row", None)
    if row is not None:
        yield str(row)
    for inner in dependant.dependencies:
        yield from rows(inner)


def rows_of(route: RouteContext) -> list[str]:
    dependant: Dependant = route.dependant
    # A dependency that several others share is asked once.
    return sorted(set(rows(dependant)))


def address(route: RouteContext) -> str:
    return f"{' '.join(sorted(route.methods or {'SOCKET'}))} {route.path}"


@pytest.fixture
def routes(app: FastAPI) -> list[RouteContext]:
    found = iter_route_contexts(app.routes)
    return [one for one in found if not isinstance(one.original_route, Mount)]


def test_every_address_names_exactly_one_row(routes: list[RouteContext]) -> None:
    wrong = {address(one): rows_of(one) for one in routes if len(rows_of(one)) != 1}
    assert wrong == {}


def test_every_row_that_is_named_stands_in_the_table(routes: list[RouteContext]) -> None:
    named = {row for one in routes for row in rows_of(one) if not row.startswith("public: ")}
    assert named <= known_actions()
    assert named


def test_what_asks_nobody_is_a_short_list(routes: list[RouteContext]) -> None:
    open_to_all = {address(one) for one in routes if rows_of(one)[0].startswith("public: ")}
    assert open_to_all == PUBLIC


def test_no_address_comes_in_unseen(routes: list[RouteContext]) -> None:
    assert len(routes) == HOW_MANY
    assert len({address(one) for one in routes}) == HOW_MANY


def test_development_adds_its_providers_and_nothing_else(
    routes: list[RouteContext], settings: Settings, database: Database
) -> None:
    local = settings.model_copy(update={"public_origin": "http://localhost:8000"})
    more = iter_route_contexts(create_app(local, database).routes)
    added = {address(one) for one in more if not isinstance(one.original_route, Mount)}
    assert added - {address(one) for one in routes} == FOR_DEVELOPMENT


def test_there_is_nothing_but_routes_and_files(app: FastAPI) -> None:
    others = [
        one.original_route
        for one in iter_route_contexts(app.routes)
        if not isinstance(one.original_route, APIRoute | APIWebSocketRoute)
    ]
    assert all(isinstance(one, Mount) for one in others)
    assert {one.path for one in others if isinstance(one, Mount)} == NO_ROUTES


def test_an_address_without_a_row_would_be_noticed(app: FastAPI) -> None:
    @app.get("/slip")
    def show_slip() -> str:
        return "seen by anybody"

    @app.get("/twice", dependencies=[public("a"), public("b")])
    def show_twice() -> str:
        return "which of the two?"

    named = {one.path: rows_of(one) for one in iter_route_contexts(app.routes) if one.methods}
    assert named["/slip"] == []
    assert len(named["/twice"]) == 2
