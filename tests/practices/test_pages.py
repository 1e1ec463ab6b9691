"""What a reader of the library and of a practice sees."""

from html import unescape

import pytest

from server.foundation.database import Database
from server.foundation.language.catalogues import say
from server.foundation.refusals import Sentence
from server.group.permissions import Actor
from server.group.practices.actions.registering import load_practices
from server.group.practices.queries import SHELF
from tests.apps import Client
from tests.builders import SYSTEM
from tests.cast import Cast
from tests.practices.builders import a_cleared, a_draft, a_submitted, an_entry

ENTRIES = [
    an_entry(id="az-one", title="From Azerbaijan", evidence_level="randomised"),
    an_entry(id="ie-one", title="From Ireland", country_iso2="IE"),
    an_entry(id="tr-one", title="From Türkiye", country_iso2="TR"),
]


def see(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.text)


def load(database: Database, *entries: dict[str, object]) -> None:
    with database.write() as db:
        load_practices(db, SYSTEM, list(entries))


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_library_has_a_heading_in_the_readers_language(client: Client, language: str) -> None:
    page = see(client, f"/practices?lang={language}")
    heading = say(language, Sentence("Practices"))
    assert (heading == "Practices") == (language == "en")
    assert f'<html lang="{language}"' in page
    assert f"<h1>{heading}</h1>" in page


def test_an_empty_library_says_so_and_invites_those_who_may(
    client: Client, az_delegate: Actor
) -> None:
    assert "There is no practice here yet." in see(client, "/practices")
    assert "/practices/new" not in see(client, "/practices")
    client.sign_in(az_delegate)
    assert "/practices/new" in see(client, "/practices")


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ("", {"From Azerbaijan", "From Ireland", "From Türkiye"}),
        ("country=IE", {"From Ireland"}),
        ("evidence=descriptive", {"From Ireland", "From Türkiye"}),
        ("evidence=descriptive&country=TR", {"From Türkiye"}),
        ("type=-", {"From Azerbaijan", "From Ireland", "From Türkiye"}),
        ("type=training", set()),
        ("country=nowhere", set()),
    ],
)
def test_the_library_is_narrowed_by_what_the_address_says(
    client: Client, database: Database, choice: str, shown: set[str]
) -> None:
    load(database, *ENTRIES)
    page = see(client, f"/practices?{choice}")
    assert {e["title"] for e in ENTRIES if f">{e['title']}</a>" in page} == shown
    assert ("Nothing fits these choices." in page) == (not shown)


def test_each_choice_says_how_many_it_would_show_given_the_others(
    client: Client, database: Database
) -> None:
    load(database, *ENTRIES)
    page = see(client, "/practices?evidence=descriptive")
    assert "Ireland (1)" in page
    assert "Azerbaijan (" not in page
    assert "Randomised trial (1)" in page
    assert "2 practices" in page


@pytest.mark.parametrize("odd", ["country=%00", "page=0", "page=x", f"type={'a' * 50}"])
def test_an_address_that_nobody_was_given_is_answered_with_a_page(client: Client, odd: str) -> None:
    answer = client.get(f"/practices?{odd}")
    assert answer.status_code == 422
    assert "<h1" in answer.text


def test_a_long_library_has_pages(client: Client, database: Database) -> None:
    load(database, *(an_entry(id=f"nr-{n}", title=f"Number {n:02}") for n in range(SHELF + 1)))
    first, second = see(client, "/practices"), see(client, "/practices?page=2")
    assert "Number 00" in first
    assert f"Number {SHELF:02}" not in first
    assert "/practices?page=2" in first
    assert f"Number {SHELF:02}" in second
    assert "Page 2 of 2" in second


def test_a_registered_practice_says_what_it_is_and_what_no_source_states(
    client: Client, database: Database
) -> None:
    load(database, an_entry(privacy_note="Nobody reads this."))
    page = see(client, "/practices")
    page = see(client, page.partition('<h3><a href="')[2].partition('"')[0])
    assert "not submitted, not reviewed" in page
    assert page.count("not stated in the sources") == 4, "kind, care, year and approach"
    assert '<a href="https://example.org/a" rel="noopener noreferrer">' in page
    assert "<bdi>example.org</bdi>" in page
    assert "Described; its results were not measured." in page
    assert "Nobody reads this." not in page
    assert "Members of the group discuss this practice after signing in." in page


def test_members_find_the_discussion_below_a_practice(
    client: Client, database: Database, cast: Cast
) -> None:
    with database.write() as db:
        practice = a_cleared(db, cast["az-delegate"], cast["az-head"])
    client.sign_in(cast["tr-delegate"])
    page = see(client, f"/practices/{practice.id}?lang=en")
    assert "data-room=" in page
    assert "/remarks" in page
    for words in ("Visible to the group", "one in five", "Not tried elsewhere", "Leyla Sınaqlı"):
        assert words in page


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("az-delegate", "your head of delegation must clear it"),
        ("az-head", "Clear for the group"),
    ],
)
def test_each_is_told_what_happens_next(
    client: Client, database: Database, cast: Cast, who: str, words: str
) -> None:
    with database.write() as db:
        practice = a_submitted(db, cast["az-delegate"])
    client.sign_in(cast[who])
    page = see(client, f"/practices/{practice.id}")
    assert words in page
    assert (f'action="/practices/{practice.id}/clearance"' in page) == (who == "az-head")


def test_the_author_of_a_draft_is_led_to_what_is_missing(
    client: Client, database: Database, az_delegate: Actor
) -> None:
    with database.write() as db:
        practice = a_draft(db, az_delegate, problem="", equity="")
    client.sign_in(az_delegate)
    assert "2 answers are still to give" in see(client, f"/practices/{practice.id}")
    form = see(client, f"/practices/{practice.id}/form")
    assert form.count("1 answer to give") == 2
    assert form.count("Complete") == 5
    check = see(client, f"/practices/{practice.id}/submission")
    assert f'href="/practices/{practice.id}/form/relevance#problem"' in check
    assert "Submit for clearance" not in check


def test_who_to_contact_is_shown_to_members_only(
    client: Client, database: Database, cast: Cast
) -> None:
    with database.write() as db:
        practice = a_cleared(db, cast["az-delegate"], cast["az-head"])
    client.sign_in(cast["tr-head"])
    assert "foster-care@example.org" in see(client, f"/practices/{practice.id}")
    client.sign_out()
    with database.write() as db:
        db.merge(practice).stage = "public"
    assert "foster-care@example.org" not in see(client, f"/practices/{practice.id}")


def test_a_practice_is_shown_in_turkish_around_a_text_that_stays_as_it_is(
    client: Client, database: Database
) -> None:
    load(database, an_entry())
    page = see(client, "/practices?lang=tr")
    page = see(client, page.partition('<h3><a href="')[2].partition('"')[0] + "?lang=tr")
    assert '<html lang="tr"' in page
    assert '<h1 lang="en" dir="auto">An invented entry</h1>' in page
