"""How the forms of sessions and agendas take what fits, and answer what does not."""

from uuid import UUID

import pytest

from server.foundation.database import Database
from server.group.permissions import Actor
from server.group.sessions.models import AgendaItem, Session
from tests.apps import Client
from tests.sessions.conftest import TITLES, TYPED, agenda, stored, titles, words


def test_a_session_is_scheduled_and_its_page_is_next(
    client: Client, chair: Actor, database: Database
) -> None:
    client.sign_in(chair)
    answer = client.post("/sessions", data=TYPED)
    (session,) = stored(database)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sessions/{session.id}")
    assert (session.title, session.zone, session.starts_at.hour) == (
        "A typed title",
        "Asia/Baku",
        6,
    )


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("zone", "Europe/Atlantis", "There is no time zone of this name."),
        ("day", "2027-02-30", "Please write a date as year-month-day"),
        ("day", "0001-01-01", "Choose a day between the years"),
        ("hour", "10:00+02:00", "Please write a time as hours:minutes"),
        ("hour", "25:00", "Please write a time as hours:minutes"),
        ("title", "x" * 161, "This is too long"),
        ("title", "", "Please fill this in."),
        ("minutes", "0", "at least 5"),
        ("minutes", "soon", "Please write a whole number."),
        ("link", "http://meet.example.org", "A link begins with https://."),
        ("stage", "secret", "Please choose one of the answers offered."),
        ("sponsor", "Somebody", "a field that this page does not know"),
    ],
)
def test_what_does_not_fit_is_said_and_what_was_typed_stays(
    field: str, typed: str, said: str, client: Client, chair: Actor
) -> None:
    client.sign_in(chair)
    answer = client.post("/sessions?lang=en", data={**TYPED, field: typed})
    assert answer.status_code == 422
    assert said in words(answer.text)
    kept, unshown = {**TYPED, field: typed}, ("sponsor", "stage")
    assert all(value in answer.text for name, value in kept.items() if name not in unshown)
    assert stored(client.database) == []


def test_an_hour_that_does_not_exist_is_refused_in_words(client: Client, chair: Actor) -> None:
    client.sign_in(chair)
    night = {**TYPED, "day": "2027-03-28", "hour": "03:30", "zone": "Europe/Bucharest"}
    answer = client.post("/sessions?lang=en", data=night)
    assert answer.status_code == 422
    assert "03:30 does not exist in Bucharest on that day" in words(answer.text)
    assert stored(client.database) == []


def test_an_hour_that_comes_twice_is_asked_for(client: Client, chair: Actor) -> None:
    client.sign_in(chair)
    night = {**TYPED, "day": "2027-10-31", "hour": "03:30", "zone": "Europe/Bucharest"}
    asked = client.post("/sessions?lang=en", data=night)
    assert asked.status_code == 422
    assert 'name="turn" value="second"' in asked.text
    assert client.post("/sessions", data={**night, "turn": "second"}).status_code == 303
    assert [session.starts_at.hour for session in stored(client.database)] == [1]


def test_a_stale_form_shows_both_and_saves_the_second_time(
    client: Client, chair: Actor, session: Session
) -> None:
    client.sign_in(chair)
    address = f"/sessions/{session.id}?lang=en"
    assert client.post(address, data={**TYPED, "title": "The first"}).status_code == 303
    answer = client.post(address, data={**TYPED, "title": "The second"})
    assert answer.status_code == 409
    assert all(said in answer.text for said in ("The first", "The second", "What stands now"))
    assert [one.title for one in stored(client.database)] == ["The first"]
    assert 'name="version" value="2"' in answer.text
    again = client.post(address, data={**TYPED, "title": "The second", "version": "2"})
    assert again.status_code == 303


def test_the_chair_builds_an_agenda_with_plain_forms(
    client: Client, chair: Actor, session: Session
) -> None:
    client.sign_in(chair)
    items = f"/sessions/{session.id}/items"
    for title in ("One", "Two"):
        assert client.post(items, data={"title": title, "minutes": "30"}).status_code == 303
    first, second = agenda(client.database, session)
    client.post(f"{items}/{second.id}/position", data={"step": "-1"})
    assert titles(client.database, session) == ["Two", "One"]
    client.post(f"{items}/{first.id}", data={"title": "Three", "minutes": "90", "version": "1"})
    page = words(client.get(f"/sessions/{session.id}?lang=en").text)
    assert "The items are 30 minutes longer than the session." in page
    client.post(f"{items}/{second.id}/removal")
    assert titles(client.database, session) == ["Three"]


@pytest.mark.parametrize(
    "typed",
    [
        {"title": "A kept title", "minutes": "soon"},
        {"title": "A kept title", "minutes": "5", "practice_id": "nonsense"},
        {"title": "A kept title", "minutes": "5", "colour": "red"},
    ],
)
def test_an_item_that_does_not_fit_is_shown_again(
    typed: dict[str, str], client: Client, chair: Actor, session: Session
) -> None:
    client.sign_in(chair)
    answer = client.post(f"/sessions/{session.id}/items", data=typed)
    assert answer.status_code == 422
    assert "A kept title" in answer.text
    assert titles(client.database, session) == []


def test_a_foreign_practice_is_refused_and_the_words_stay(
    client: Client, chair: Actor, session: Session
) -> None:
    client.sign_in(chair)
    typed = {"title": "A kept title", "minutes": "5", "practice_id": str(UUID(int=7))}
    answer = client.post(f"/sessions/{session.id}/items?lang=en", data=typed)
    assert answer.status_code == 409
    assert "This practice cannot be taken up" in answer.text
    assert "A kept title" in answer.text


@pytest.mark.parametrize("step", ["0", "2", "up", ""])
def test_an_item_moves_one_place_or_not_at_all(
    step: str, client: Client, chair: Actor, items: list[AgendaItem], session: Session
) -> None:
    client.sign_in(chair)
    address = f"/sessions/{session.id}/items/{items[0].id}/position"
    assert client.post(address, data={"step": step}).status_code == 422
    assert titles(client.database, session) == list(TITLES)


def test_a_form_opens_with_what_stands(
    client: Client, chair: Actor, items: list[AgendaItem], session: Session
) -> None:
    client.sign_in(chair)
    new = client.get("/sessions/new?lang=en").text
    assert '<option value="Europe/Istanbul" selected>Istanbul (UTC+3)</option>' in new
    page = client.get(f"/sessions/{session.id}/edit").text
    assert all(f'value="{said}"' in page for said in ("2026-12-15", "18:30", session.place))
    item = client.get(f"/sessions/{session.id}/items/{items[0].id}/edit").text
    assert all(f'value="{said}"' in item for said in (TITLES[0], "20", "1"))
