"""What readers see of sessions, in two languages and in several zones."""

import re

from server.foundation.database import Database
from server.group.permissions import Actor
from server.group.sessions.actions import add_item, change_item
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.rules import Entry
from tests.apps import Client
from tests.practices.builders import a_cleared
from tests.sessions.conftest import PLAN, TITLES, TYPED, words


def test_members_read_the_hour_on_their_clock_and_on_the_hosts(
    client: Client, az_delegate: Actor, items: list[AgendaItem]
) -> None:
    client.sign_in(az_delegate)
    text = words(client.get(f"/sessions/{items[0].session_id}").text)
    assert "Your time Tue 15 Dec 2026, 19:30 Baku (UTC+4)" in text
    assert "Host's time Tue 15 Dec 2026, 18:30 Istanbul (UTC+3)" in text.replace("&#39;", "'")
    assert re.search(r"19:50 18:50 2 Open evenings 20 minutes · Discuss", text)
    assert "30 minutes of the session are not given to any item." in text
    assert "Mind the day" not in text


def test_a_reader_in_tokyo_is_told_of_the_other_day(
    client: Client, observer: Actor, session: Session
) -> None:
    client.sign_in(observer)
    text = words(client.get(f"/sessions/{session.id}").text)
    assert (
        "Mind the day: it begins on Wed 16 Dec 2026 in Tokyo, and on Tue 15 Dec 2026 in Istanbul."
        in text
    )


def test_on_the_hosts_own_clock_one_time_is_enough(
    client: Client, tr_head: Actor, items: list[AgendaItem]
) -> None:
    client.sign_in(tr_head)
    page = client.get(f"/sessions/{items[0].session_id}?lang=en").text
    assert page.count("18:50") == 1
    assert "All times are Istanbul time." in words(page)


def test_a_turkish_reader_reads_turkish(
    client: Client, tr_head: Actor, items: list[AgendaItem]
) -> None:
    client.sign_in(tr_head)
    page = client.get(f"/sessions/{items[0].session_id}").text
    assert '<html lang="tr"' in page
    assert "15 Aralık 2026 Salı, 18:30 İstanbul (UTC+3)" in words(page)


def test_a_stranger_sees_when_and_where_but_no_agenda_and_no_link(
    client: Client, items: list[AgendaItem]
) -> None:
    page = client.get(f"/sessions/{items[0].session_id}").text
    assert all(said in page for said in (PLAN.title, PLAN.place, "2026"))
    assert not any(title in page for title in (*TITLES, PLAN.link, "Selin"))
    assert client.get(f"/sessions/{items[0].session_id}/items/{items[0].id}").status_code == 404


def test_a_changed_agenda_is_seen_at_once(
    client: Client, az_delegate: Actor, chair: Actor, items: list[AgendaItem], database: Database
) -> None:
    client.sign_in(az_delegate)
    address = f"/sessions/{items[0].session_id}"
    assert "Welcome" not in client.get(address).text
    with database.write() as db:
        change_item(db, chair, db.get_one(AgendaItem, items[0].id), Entry("Welcome", 5), version=1)
    assert "Welcome" in client.get(address).text


def test_an_item_shows_the_practice_it_takes_up(
    client: Client, az_delegate: Actor, az_head: Actor, chair: Actor, session: Session
) -> None:
    with client.database.write() as db:
        practice = a_cleared(db, az_delegate, az_head)
        db.flush()  # the item refers to it
        item = add_item(db, chair, session, Entry("Evenings", 20, practice_id=practice.id))
    client.sign_in(az_delegate)
    page = client.get(f"/sessions/{session.id}/items/{item.id}").text
    assert practice.title in page
    assert 'role="log"' in page
    assert f'href="/practices/{practice.id}"' in client.get(f"/sessions/{session.id}").text


def test_a_delegate_is_shown_no_tools_and_may_not_use_them(
    client: Client, az_delegate: Actor, items: list[AgendaItem], session: Session
) -> None:
    client.sign_in(az_delegate)
    page = client.get(f"/sessions/{session.id}").text
    assert "/removal" not in page
    assert f"/sessions/{session.id}/edit" not in page
    address = f"/sessions/{session.id}/items/{items[0].id}/removal"
    assert client.post(address).status_code == 403
    assert client.post("/sessions", data=TYPED).status_code == 403
    assert client.get("/sessions/new").status_code == 403


def test_the_list_goes_by_month_and_the_next_comes_first(
    client: Client, chair: Actor, session: Session
) -> None:
    client.sign_in(chair)
    client.post("/sessions", data=TYPED)
    text = words(client.get("/sessions?lang=en").text)
    order = [text.index(said) for said in ("December 2026", PLAN.title, "January 2027", "A typed")]
    assert order == sorted(order)


def test_an_empty_list_tells_the_first_step(client: Client, chair: Actor) -> None:
    assert "Members see all sessions after signing in." in client.get("/sessions?lang=en").text
    client.sign_in(chair)
    assert 'href="/sessions/new"' in client.get("/sessions").text


def test_a_delegations_page_tells_only_members_which_agenda_takes_up_its_practice(
    client: Client, az_delegate: Actor, az_head: Actor, chair: Actor, session: Session
) -> None:
    with client.database.write() as db:
        practice = a_cleared(db, az_delegate, az_head, visibility="public")
        db.flush()  # the item refers to it
        add_item(db, chair, session, Entry("Evenings", 20, practice_id=practice.id))
    assert str(session.id) not in client.get("/delegations/AZ").text
    client.sign_in(az_delegate)
    assert str(session.id) in client.get("/delegations/AZ").text
