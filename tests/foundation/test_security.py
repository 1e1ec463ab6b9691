"""The outer wall, asked as browsers of different kinds ask it."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from server.foundation.security import Wall
from server.settings import Settings


async def answer(request: Request) -> Response:
    return HTMLResponse(f"<p>{request.state.nonce}</p>")


def behind_the_wall(**settings: object) -> TestClient:
    app = Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])
    wall = Wall(app, Settings.model_validate({"public_origin": "https://ffwg.test", **settings}))
    return TestClient(wall, base_url="https://ffwg.test")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "https://ffwg.test"}, 403),
        ({"origin": "https://ffwg.test"}, 200),
        ({"origin": "http://ffwg.test"}, 403),
        ({"origin": "https://ffwg.test.evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_post(headers: dict[str, str], status: int) -> None:
    assert behind_the_wall().post("/", headers=headers).status_code == status


def test_reading_needs_no_origin() -> None:
    assert behind_the_wall().get("/", headers={"sec-fetch-site": "cross-site"}).status_code == 200


def test_an_unknown_host_is_refused() -> None:
    assert behind_the_wall().get("/", headers={"host": "evil.example"}).status_code == 400


def test_each_page_has_a_nonce_of_its_own_in_its_policy() -> None:
    client = behind_the_wall()
    first, second = client.get("/"), client.get("/")
    nonce = first.text.removeprefix("<p>").removesuffix("</p>")
    policy = first.headers["content-security-policy"]
    assert f"'nonce-{nonce}'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert first.text != second.text


def test_both_names_of_this_machine_are_own_origins_in_development() -> None:
    client = behind_the_wall(mode="development", public_origin="http://localhost:8000")
    for host in ("localhost:8000", "127.0.0.1:8000"):
        headers = {"host": host, "origin": f"http://{host}"}
        assert client.post("/", headers=headers).status_code == 200


def test_limits_cannot_be_switched_off_in_production() -> None:
    with pytest.raises(ValueError, match="development"):
        Settings(limits="off")
