"""The account page keeps what it understands and shows again what it does not."""

import pytest

from server.foundation.database import Database, Db
from server.foundation.refusals import Refusal
from server.group.delegations.models import Person
from server.group.entrance.actions.account import change_account, choose_language
from server.group.entrance.rules import NOT_A_LANGUAGE, NOT_A_ZONE
from server.group.permissions import Actor
from tests.apps import Client
from tests.builders import refused
from tests.entrance.steps import acts

GOOD = {"language": "tr", "zone": "Europe/Istanbul", "contact": "a@b.example", "version": "1"}


@pytest.fixture
def member(client: Client, az_delegate: Actor) -> Client:
    client.sign_in(az_delegate)
    return client


def person(database: Database, actor: Actor) -> Person:
    with database.read() as db:
        return db.get_one(Person, actor.person_id)


def test_the_page_shows_what_is_known(member: Client) -> None:
    page = member.get("/account").text
    for words in (
        "Leyla Sınaqlı",
        "Adviser, child protection",
        "Azerbaijan",
        "Delegate",
        'value="Asia/Baku"',
    ):
        assert words in page
    assert '<option value="America/Argentina/Buenos_Aires">' in page


def test_what_fits_is_kept_and_said_in_the_new_language(
    member: Client, database: Database, az_delegate: Actor
) -> None:
    answer = member.post("/account", data=GOOD)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    kept = person(database, az_delegate)
    assert (kept.language, kept.zone, kept.contact) == ("tr", "Europe/Istanbul", "a@b.example")
    assert '<html lang="tr"' in member.get("/account").text
    (entry,) = acts(database, "account.changed")
    assert entry.actor_id == az_delegate.person_id


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("asia/baku", "Asia/Baku"),
        ("Baku", "Asia/Baku"),
        ("America/New York", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_understood_as_people_write_it(
    member: Client, database: Database, az_delegate: Actor, typed: str, kept: str
) -> None:
    assert member.post("/account", data={**GOOD, "zone": typed}).status_code == 303
    assert person(database, az_delegate).zone == kept


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("zone", "Mars/Olympus", "There is no time zone of this name"),
        ("zone", "", "Please fill this in"),
        ("zone", "../../etc/passwd", "There is no time zone of this name"),
        ("zone", "Z" * 65, "at most 64"),
        ("language", "xx", "does not speak this language"),
        ("contact", "no address", "one mail address"),
        ("contact", "a@b", "one mail address"),
        ("contact", "a@b.example, c@d.example", "one mail address"),
        ("contact", "a@b.example\r\nBcc: c@d.example", "one mail address"),
        ("contact", "a" * 255, "at most 254"),
        ("version", "one", "whole number"),
        ("role", "SEC", "a field that this page does not know"),
    ],
)
def test_what_does_not_fit_is_shown_again(
    member: Client, database: Database, az_delegate: Actor, field: str, typed: str, sentence: str
) -> None:
    answer = member.post("/account", data={**GOOD, "contact": "my@own.example", field: typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nothing was stored" in answer.text
    if field != "contact":
        assert 'value="my@own.example"' in answer.text
    assert person(database, az_delegate).language == "en"


def test_a_stale_form_shows_both_and_may_be_saved_again(
    member: Client, database: Database, az_delegate: Actor
) -> None:
    member.post("/account", data={**GOOD, "contact": "first@b.example"})
    stale = member.post("/account", data={**GOOD, "contact": "second@b.example"})
    assert stale.status_code == 409
    for words in ("first@b.example", "second@b.example", 'name="version" value="2"'):
        assert words in stale.text
    assert person(database, az_delegate).contact == "first@b.example"
    again = member.post("/account", data={**GOOD, "contact": "second@b.example", "version": "2"})
    assert again.status_code == 303
    assert person(database, az_delegate).contact == "second@b.example"


def test_a_stranger_has_no_account(client: Client) -> None:
    assert client.get("/account").headers["location"] == "/sign-in?next=/account"
    assert client.post("/account", data=GOOD).status_code == 303


def test_a_stranger_chooses_a_language(client: Client) -> None:
    page = client.get("/language", params={"next": "/sign-in?next=/account"}).text
    assert ">Türkçe<" in page
    answer = client.post("/language", data={"language": "tr", "next": "/sign-in?next=/account"})
    assert answer.headers["location"] == "/sign-in?next=/account"
    assert '<html lang="tr"' in client.get("/sign-in").text


def test_a_members_language_is_kept_with_the_person(
    member: Client, database: Database, az_delegate: Actor
) -> None:
    assert member.post("/language", data={"language": "tr"}).headers["location"] == "/"
    assert person(database, az_delegate).language == "tr"


@pytest.mark.parametrize("typed", [{"language": "xx"}, {"language": "tr", "role": "SEC"}, {}])
def test_an_unknown_language_is_refused(client: Client, typed: dict[str, str]) -> None:
    assert client.post("/language", data=typed).status_code == 422


def test_the_language_page_leads_to_no_other_host(client: Client) -> None:
    answer = client.post("/language", data={"language": "tr", "next": "//evil.example"})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    ("language", "zone", "why"),
    [("xx", "Asia/Baku", NOT_A_LANGUAGE), ("tr", "Mars/Olympus", NOT_A_ZONE)],
)
def test_the_act_itself_refuses_what_no_form_let_pass(
    db: Db, az_delegate: Actor, language: str, zone: str, why: Refusal
) -> None:
    with refused(why):
        change_account(db, az_delegate, language=language, zone=zone, contact="", version=1)
    with refused(NOT_A_LANGUAGE):
        choose_language(db, az_delegate, "xx")
    assert db.get_one(Person, az_delegate.person_id).zone == "Asia/Baku"
