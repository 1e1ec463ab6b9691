"""Speaking and listening through HTTP, as a browser without scripts and as a program do it."""

from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from server.foundation.database import Database
from server.foundation.live.models import Room
from server.group.discussion.actions import remark_on, set_floor
from server.group.discussion.rules import Floor
from server.group.permissions import Actor
from tests.apps import Client

PROGRAM = {"accept": "application/json"}
CID = str(UUID(int=7))


def form(body: str = "How are families found?", cid: str = CID, lang: str = "en") -> dict[str, str]:
    return {"body": body, "cid": cid, "lang": lang}


def test_a_plain_form_posts_and_comes_back_to_the_remark(
    client: Client, room: Room, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    assert 'tabindex="0"></div>' in client.get(room.home).text, "an empty log is really empty"
    posted = client.post(f"/rooms/{room.id}/remarks", data=form())
    assert posted.status_code == 303
    home, _, anchor = posted.headers["location"].partition("#")
    page = client.get(home)
    assert home == room.home
    assert f'id="{anchor}"' in page.text
    assert "How are families found?" in page.text
    assert "Leyla Sınaqlı" in page.text
    assert "demonstration" in page.text
    assert f'data-room="{room.id}"' in page.text


def test_a_program_learns_the_position_and_a_repeat_is_the_same(
    client: Client, room: Room, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    address = f"/rooms/{room.id}/remarks"
    first = client.post(address, data=form(), headers=PROGRAM)
    again = client.post(address, data=form(), headers={"hx-request": "true"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["token"].startswith(f"{room.epoch}.1.")


def test_another_text_under_the_same_id_is_refused_and_kept(
    client: Client, room: Room, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    address = f"/rooms/{room.id}/remarks"
    client.post(address, data=form())
    person = client.post(address, data=form("Something else"))
    program = client.post(address, data=form("Something else"), headers=PROGRAM)
    assert person.status_code == program.status_code == 409
    assert "Something else" in person.text
    assert CID not in person.text, "without a fresh id it is refused for ever"
    assert program.headers["content-type"] == "application/problem+json"
    assert "already posted" in program.json()["detail"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (form("x" * 4_001), "at most 4000"),
        (form("  \n "), "Please fill this in."),
        (form("Kept words", lang="xx"), "Please choose one of the answers offered."),
        (form("Kept words", cid="nonsense"), "Please choose one of the answers offered."),
        ({**form("Kept words"), "author_id": CID}, "does not know"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    client: Client, room: Room, az_delegate: Actor, typed: dict[str, str], sentence: str
) -> None:
    client.sign_in(az_delegate)
    person = client.post(f"/rooms/{room.id}/remarks", data=typed)
    program = client.post(f"/rooms/{room.id}/remarks", data=typed, headers=PROGRAM)
    assert person.status_code == program.status_code == 422
    assert sentence in person.text
    assert typed["body"] in person.text
    assert sentence in program.json()["detail"]
    assert client.get(f"/rooms/{room.id}/remarks?after={room.epoch}.0.00000000").text == ""


def test_who_may_not_speak_reads_why(
    client: Client, room: Room, observer: Actor, az_delegate: Actor, chair: Actor
) -> None:
    client.sign_in(observer)
    assert "Observers read along" in client.get(room.home).text
    assert client.post(f"/rooms/{room.id}/remarks", data=form()).status_code == 403
    with client.database.write() as db:
        set_floor(db, chair, db.get_one(Room, room.id), Floor.CLOSED)
    client.sign_in(az_delegate)
    page = client.get(room.home).text
    refused = client.post(f"/rooms/{room.id}/remarks", data=form())
    assert "The discussion is closed." in page
    assert 'name="body"' not in page
    assert refused.status_code == 409
    assert "How are families found?" in refused.text


def test_polling_continues_from_a_position(
    client: Client, database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    client.sign_in(tr_delegate)
    address = f"/rooms/{room.id}/remarks"
    start = client.get(address).headers["x-room-position"]
    for body in ("One", "Two"):
        with database.write() as db:
            remark_on(db, az_delegate, room, body=body, lang="en", cid=uuid7())
    new = client.get(address, params={"after": start})
    end = new.headers["x-room-position"]
    nothing = client.get(address, params={"after": end})
    assert start == f"{room.epoch}.0.00000000"
    assert new.text.index(">One<") < new.text.index(">Two<")
    assert new.text.count("<article") == 2
    assert end.startswith(f"{room.epoch}.2.")
    assert (nothing.text, nothing.headers["x-room-position"]) == ("", end)
    assert client.get(address, params={"after": "nonsense"}).status_code == 205
    assert client.get(address, params={"after": f"{room.epoch}.2.00000000"}).status_code == 205


def test_a_piece_is_shown_as_text_whatever_it_contains(
    client: Client, room: Room, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    hostile = '<b data-hx-get="/account">bold</b>'
    client.post(f"/rooms/{room.id}/remarks", data=form(hostile))
    page = client.get(room.home).text
    assert hostile not in page
    assert "&lt;b data-hx-get=" in page


def test_people_speak_six_times_a_minute_at_most(
    client: Client, room: Room, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    address = f"/rooms/{room.id}/remarks"
    answers = [client.post(address, data=form(cid=str(uuid7())), headers=PROGRAM) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [201] * 6 + [429]
    assert int(answers[-1].headers["retry-after"]) > 0
