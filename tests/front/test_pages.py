"""The home page and the delegations' pages: only what sources state, to whom it is open."""

import pytest

from server.demo.scene import demonstrate
from server.foundation.database import Database
from server.group.delegations.actions import register_delegation
from server.group.delegations.models import Delegation, Standing
from server.group.indicators.actions import load_indicators
from server.group.permissions import Actor
from tests.apps import Client
from tests.builders import SYSTEM
from tests.practices.builders import a_draft, a_submitted

FIGURE = {
    "iso2": "AZ",
    "year": 2024,
    "indicator": "foster_families",
    "value": 1234,
    "unit": "families",
    "source": "https://www.example.org/report",
    "as_of": "2024-07-10",
    "confidence": "medium",
    "note": "Counted twice a year",
}
NOT_JOINED = "No source seen says that this country has joined."


def listed(database: Database, *codes: str) -> None:
    with database.write() as db:
        for code in codes:
            register_delegation(db, SYSTEM, code, Standing.LISTED)


def stand(database: Database, code: str, standing: Standing) -> None:
    with database.write() as db:
        register_delegation(db, SYSTEM, code, standing)


def test_a_stranger_reads_what_the_group_is_and_who_stated_it(client: Client) -> None:
    home = client.get("/").text
    assert "as first reported on 3 September 2025" in home
    assert "1news.az" in home
    assert "Three honest lessons" in home
    assert "nippon.com" in home


def test_a_lesson_leads_to_the_practice_that_tells_more(client: Client, database: Database) -> None:
    assert "/practices/" not in client.get("/").text
    demonstrate(database)
    home = client.get("/").text
    assert "Fostering Changes (Wales): a well-liked course with a mostly null trial" in home


def test_a_head_finds_what_waits_for_clearance(
    client: Client, database: Database, az_delegate: Actor, az_head: Actor, tr_head: Actor
) -> None:
    with database.write() as db:
        title = a_submitted(db, az_delegate).title
    client.sign_in(az_head)
    waiting = client.get("/").text
    assert "Welcome, Rauf Nümunəli" in waiting
    assert "To clear" in waiting
    assert title in waiting
    client.sign_in(tr_head)
    assert "Nothing waits for you today." in client.get("/?lang=en").text


def test_an_author_finds_the_draft_and_nobody_else_does(
    client: Client, database: Database, az_delegate: Actor, az_head: Actor
) -> None:
    with database.write() as db:
        a_draft(db, az_delegate, title="Not finished yet")
        a_submitted(db, az_delegate, title="Sent off")
    client.sign_in(az_delegate)
    home = client.get("/").text
    assert "Not finished yet" in home
    assert "To finish" in home
    assert "Sent off" not in home
    client.sign_in(az_head)
    assert "To finish" not in client.get("/").text


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["Bulgaria", "Côte d’Ivoire", "Croatia", "Ireland", "Jordan"]),
        ("tr", ["Bulgaristan", "Côte d’Ivoire", "Hırvatistan", "İrlanda", "Ürdün"]),
    ],
)
def test_countries_stand_in_the_order_of_the_readers_alphabet(
    client: Client, database: Database, language: str, in_order: list[str]
) -> None:
    listed(database, "JO", "IE", "HR", "CI", "BG")
    page = client.get(f"/delegations?lang={language}").text
    places = [page.index(f">{name}<") for name in in_order]
    assert places == sorted(places)


def test_a_country_is_called_no_more_than_sources_call_it(
    client: Client, database: Database
) -> None:
    stand(database, "TR", Standing.PREPARED)
    stand(database, "AZ", Standing.SIGNED)
    listed(database, "RO")
    turkiye, azerbaijan, romania = (
        client.get(f"/delegations/{code}").text for code in ("tr", "AZ", "ro")
    )
    assert "Prepared the Declaration" in turkiye
    assert "No source seen states that, or when, its own minister signed it." in turkiye
    assert "Signed the Declaration" in azerbaijan
    assert "Listed from public sources" in romania
    assert NOT_JOINED in romania
    assert NOT_JOINED not in turkiye + azerbaijan


def test_only_members_see_the_people_of_a_delegation(
    client: Client, azerbaijan: Delegation, tr_delegate: Actor
) -> None:
    stranger = client.get("/delegations/az").text
    client.sign_in(tr_delegate)
    member = client.get("/delegations/az?lang=en").text
    assert "Leyla Sınaqlı" not in stranger
    assert "Members see the people of a delegation after signing in." in stranger
    assert "Leyla Sınaqlı" in member
    assert "Head of delegation" in member
    assert "az-head@example.org" not in member


def test_a_figure_carries_its_unit_its_day_its_source_and_how_sure_it_is(
    client: Client, database: Database
) -> None:
    stand(database, "AZ", Standing.SIGNED)
    with database.write() as db:
        load_indicators(db, SYSTEM, [FIGURE])
    page = client.get("/delegations/az").text
    for told in ("1,234", "families", "10 Jul 2024", "medium", "Counted twice a year"):
        assert told in page
    assert '<a href="https://www.example.org/report" rel="noopener noreferrer">' in page
    assert "<bdi>example.org</bdi>" in page
    assert "not comparable across countries" in page


@pytest.mark.parametrize("code", ["zz", "xs", "a", "azerbaijan"])
def test_what_has_no_page_is_not_found(client: Client, secretary: Actor, code: str) -> None:
    assert client.get(f"/delegations/{code}").status_code == 404


def test_a_missing_page_says_what_to_do_and_gives_a_reference(client: Client) -> None:
    page = client.get("/nothing-here").text
    assert "Not found" in page
    assert "Check the address." in page
    assert "quote this reference:" in page


def test_what_was_typed_into_a_form_that_fails_is_shown_again(
    client: Client, az_delegate: Actor
) -> None:
    client.sign_in(az_delegate)
    typed = {"body": "A long remark, on which somebody spent the whole of a <lunch> break."}
    page = client.post(f"/rooms/{az_delegate.person_id}/remarks", data=typed)
    assert page.status_code == 404
    assert "What you typed is kept here" in page.text
    assert "the whole of a &lt;lunch&gt; break." in page.text
