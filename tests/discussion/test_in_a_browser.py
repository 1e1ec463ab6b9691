"""The room in a real Chromium, under the policy that pages are really sent with."""

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect
from uuid_utils.compat import uuid7

from server.foundation.database import Database
from server.foundation.live.models import Room
from server.group.discussion.actions import remark_on
from server.group.permissions import Actor
from tests.browsers import Readers

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LINE = ".line"
BODIES = ".log .remark-body"


def opened(page: Page, room: Room) -> Page:
    """In English, whatever the reader's profile says, so that the words below are found."""
    page.goto(f"{room.home}?lang=en")
    expect(page.locator(LINE)).to_have_attribute("data-state", "open")
    return page


def post(page: Page, words: str) -> None:
    page.get_by_label("Your remark").fill(words)
    page.get_by_role("button", name="Post").click()


def said(database: Database, actor: Actor, room: Room, words: str) -> None:
    with database.write() as db:
        remark_on(db, actor, db.get_one(Room, room.id), body=words, lang="en", cid=uuid7())


def test_a_remark_appears_for_both_without_loading_anew(
    reader: Readers, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    az, tr = opened(reader(az_delegate), room), opened(reader(tr_delegate), room)
    for page in (az, tr):
        page.evaluate("window.sameDocument = true")
    post(az, "How are families found?")
    post(tr, "Through volunteers.")
    for page in (az, tr):
        expect(page.locator(BODIES)).to_have_count(2)
        expect(page.get_by_text("2 delegations are here")).to_be_visible()
        expect(page.get_by_label("Your remark")).to_have_value("")
        assert page.evaluate("window.sameDocument")
        assert sorted(page.locator(BODIES).all_text_contents()) == [
            "How are families found?",
            "Through volunteers.",
        ]
    expect(tr.locator(".log time").first).to_contain_text("GMT+3")


def test_who_was_cut_off_comes_back_and_sees_each_once_in_order(
    reader: Readers, database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    page = opened(reader(tr_delegate), room)
    said(database, az_delegate, room, "One")
    page.reload()
    expect(page.locator(LINE)).to_have_attribute("data-state", "open")
    page.context.set_offline(True)
    page.evaluate("[...rooms.values()][0].connection.socket.close()")
    expect(page.locator(LINE)).to_have_attribute("data-state", "lost")
    for words in ("Two", "Three"):
        said(database, az_delegate, room, words)
    page.context.set_offline(False)
    expect(page.locator(LINE)).to_have_attribute("data-state", "open")
    said(database, az_delegate, room, "Four")
    expect(page.locator(BODIES)).to_have_text(["One", "Two", "Three", "Four"])


def test_a_lost_and_a_doubled_frame_do_not_show(
    reader: Readers, server: object, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    page, other = reader(tr_delegate), opened(reader(az_delegate), room)
    frames: list[str] = []

    def relay(line: WebSocketRoute) -> None:
        upstream = line.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if isinstance(message, str) and '"kind":"ev"' in message:
                frames.append(message)
                if len(frames) == 2:
                    return
                line.send(message)
            line.send(message)

        upstream.on_message(pass_on)

    page.route_web_socket("**/live*", relay)
    opened(page, room)
    for words in ("One", "Two", "Three"):
        post(other, words)
        expect(other.get_by_label("Your remark")).to_have_value("")
        expect(other.locator(BODIES).last).to_have_text(words)
    expect(page.locator(BODIES)).to_have_text(["One", "Two", "Three"])


def test_where_no_socket_passes_the_page_asks(
    reader: Readers, database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    page = reader(tr_delegate)
    page.route_web_socket("**/live*", lambda line: line.close())
    page.goto(room.home)
    expect(page.locator(LINE)).to_have_attribute("data-state", "polling", timeout=20_000)
    said(database, az_delegate, room, "One")
    expect(page.locator(BODIES)).to_have_text(["One"], timeout=20_000)


def test_a_text_survives_a_failed_post_and_a_reload(
    reader: Readers, room: Room, az_delegate: Actor
) -> None:
    page = opened(reader(az_delegate), room)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/remarks", lose_the_answer)
    post(page, "Kept through anything")
    expect(page.get_by_text("Not sent yet.")).to_be_visible()
    expect(page.get_by_label("Your remark")).to_have_value("Kept through anything")
    page.unroute("**/remarks")
    page.reload()
    expect(page.get_by_label("Your remark")).to_have_value("Kept through anything")
    page.get_by_role("button", name="Post").click()
    expect(page.get_by_label("Your remark")).to_have_value("")
    expect(page.locator(BODIES)).to_have_text(["Kept through anything"])


def test_a_refusal_is_said_beside_the_composer(
    reader: Readers, database: Database, room: Room, az_delegate: Actor
) -> None:
    page = opened(reader(az_delegate), room)
    with database.write() as db:
        db.get_one(Room, room.id).floor = "closed"
    post(page, "Too late")
    expect(page.get_by_text("The discussion is closed.")).to_be_visible()
    expect(page.get_by_label("Your remark")).to_have_value("Too late")


def test_without_scripts_a_form_posts_and_a_page_shows_what_is_new(
    reader: Readers, database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    page = reader(az_delegate, javascript=False)
    page.goto(room.home)
    post(page, "Without scripts")
    expect(page.locator(BODIES)).to_have_text(["Without scripts"])
    assert "#remark-" in page.url
    said(database, tr_delegate, room, "An answer")
    page.reload()
    expect(page.locator(BODIES)).to_have_text(["Without scripts", "An answer"])


def test_who_reads_further_up_is_told_and_not_moved(
    reader: Readers, database: Database, room: Room, az_delegate: Actor, tr_delegate: Actor
) -> None:
    for number in range(20):
        said(database, az_delegate, room, f"Remark {number}")
    page = opened(reader(tr_delegate, width=360), room)
    page.locator(".log").evaluate("log => { log.scrollTop = 0; }")
    said(database, az_delegate, room, "The newest")
    button = page.get_by_role("button", name="1 new remark")
    expect(button).to_be_visible()
    assert page.locator(".log").evaluate("log => log.scrollTop") == 0
    button.click()
    expect(button).to_be_hidden()
    expect(page.get_by_text("The newest")).to_be_in_viewport()
