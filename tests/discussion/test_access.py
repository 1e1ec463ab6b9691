"""Who reaches a room: over HTTP, and with a socket."""

from http.cookies import SimpleCookie

import pytest
from fastapi import FastAPI
from starlette.websockets import WebSocket
from uuid_utils.compat import uuid7

from server.foundation.live.models import Room
from server.foundation.live.socket import NOT_ADMITTED, SIGN_IN_NEEDED, Admission
from server.group.discussion.access import admit_to
from server.group.entrance.actions.visits import COOKIE
from server.group.permissions import PUBLIC, Actor
from tests.apps import Client, a_visit

QUARTET = (
    ("stranger", 303, SIGN_IN_NEEDED),
    ("tr_delegate", 404, NOT_ADMITTED),
    ("chair", 404, NOT_ADMITTED),
    ("az_delegate", 200, None),
    ("az_head", 200, None),
)


def a_socket(app: FastAPI, person: Actor, query: str = "") -> WebSocket:
    """A handshake, as far as the door looks at it."""
    visit = a_visit(app.state.database, person) if person.signed_in else ""
    cookie = SimpleCookie({COOKIE: visit}).output(header="", sep=";").strip()
    scope = {
        "type": "websocket",
        "app": app,
        "headers": [(b"cookie", cookie.encode())],
        "query_string": query.encode(),
    }

    async def silence() -> dict[str, str]:
        return {}

    return WebSocket(scope, silence, silence)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", QUARTET)
def test_a_room_is_read_as_its_subject_is(
    request: pytest.FixtureRequest,
    app: FastAPI,
    client: Client,
    private_room: Room,
    case: tuple[str, int, int | None],
) -> None:
    who, status, code = case
    person: Actor = PUBLIC if who == "stranger" else request.getfixturevalue(who)
    if person.signed_in:
        client.sign_in(person)
    assert client.get(f"/rooms/{private_room.id}/remarks").status_code == status
    posted = client.post(
        f"/rooms/{private_room.id}/remarks",
        data={"body": "Hello", "lang": "en", "cid": str(uuid7())},
    )
    assert posted.status_code == (303 if status in (200, 303) else status)
    admission = admit_to(a_socket(app, person), private_room.id, "")
    assert admission == code if code else isinstance(admission, Admission)


def test_an_unknown_room_looks_like_one_that_is_closed_to_the_reader(
    app: FastAPI, client: Client, tr_delegate: Actor
) -> None:
    client.sign_in(tr_delegate)
    assert client.get(f"/rooms/{uuid7()}/remarks").status_code == 404
    assert client.get("/rooms/nonsense/remarks").status_code == 404
    assert admit_to(a_socket(app, tr_delegate), uuid7(), "") == NOT_ADMITTED


@pytest.mark.parametrize("after", ["nonsense", "00000000.0.00000000", "{epoch}.9.00000000"])
def test_a_position_that_does_not_fit_is_not_continued(
    app: FastAPI, room: Room, tr_delegate: Actor, after: str
) -> None:
    wrong = admit_to(a_socket(app, tr_delegate), room.id, after.format(epoch=room.epoch))
    fitting = admit_to(a_socket(app, tr_delegate), room.id, f"{room.epoch}.0.00000000")
    assert isinstance(wrong, Admission)
    assert wrong.cursor is None
    assert isinstance(fitting, Admission)
    assert (fitting.cursor, fitting.party) == (0, "TR")


def test_the_address_says_the_language_and_else_the_profile(
    app: FastAPI, room: Room, chair: Actor
) -> None:
    asked = admit_to(a_socket(app, chair, "lang=en"), room.id, "")
    profile = admit_to(a_socket(app, chair), room.id, "")
    assert isinstance(asked, Admission)
    assert isinstance(profile, Admission)
    assert (asked.language, profile.language) == ("en", "tr")
