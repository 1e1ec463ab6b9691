"""What the pages of the entrance show, and what they refuse."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import KeySet
from starlette.responses import JSONResponse

from server.app import create_app
from server.foundation.database import Database
from server.foundation.oidc.discovery import WELL_KNOWN
from server.group.entrance.models import Provider
from server.settings import Settings
from tests.entrance.steps import Browser, Doors, acts, running_visits


def test_the_choice_of_delegations_is_a_list_of_links(browser: Browser, doors: Doors) -> None:
    page = browser.get("/sign-in", params={"next": "/account"})
    assert page.status_code == 200
    for code, name in (("AZ", "Azerbaijan"), ("TR", "Türkiye"), ("XS", "Secretariat")):
        assert f'href="/sign-in/{doors[code]}?next=/account"' in page.text
        assert name in page.text
    assert 'name="email"' not in page.text
    assert "Not yet a member?" in page.text


def test_delegations_stand_in_the_readers_alphabet(browser: Browser, doors: Doors) -> None:
    page = browser.get("/sign-in", headers={"accept-language": "tr"}).text
    places = [page.index(str(doors[code])) for code in ("AZ", "TR", "XS")]
    assert places == sorted(places)


def test_a_provider_that_is_switched_off_is_no_way_in(
    browser: Browser, doors: Doors, database: Database
) -> None:
    started = browser.start(doors["AZ"])
    with database.write() as db:
        db.get_one(Provider, doors["AZ"]).enabled = False
    assert str(doors["AZ"]) not in browser.get("/sign-in").text
    assert browser.get(f"/sign-in/{doors['AZ']}").status_code == 404
    assert browser.get(browser.choose(started, "az-delegate")).status_code == 403


def test_a_provider_that_was_changed_ends_the_sign_ins_under_way(
    browser: Browser, doors: Doors, database: Database
) -> None:
    started = browser.start(doors["AZ"])
    with database.write() as db:
        db.get_one(Provider, doors["AZ"]).revision += 1
    assert browser.get(browser.choose(started, "az-delegate")).status_code == 403


def test_an_unknown_provider_is_not_found(browser: Browser) -> None:
    assert browser.get("/sign-in/0193f000-0000-7000-8000-000000000000").status_code == 404
    assert browser.get("/sign-in/nonsense").status_code == 404
    assert browser.get("/auth/cb/unknown?state=x&code=y").status_code == 403


def test_who_is_in_already_is_sent_on(browser: Browser, doors: Doors) -> None:
    browser.sign_in(doors["AZ"], "az-delegate")
    answer = browser.get("/sign-in", params={"next": "/language"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/language")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_presses_no_button(browser: Browser, doors: Doors, site: str) -> None:
    answer = browser.get(f"/sign-in/{doors['AZ']}?next=/account", headers={"sec-fetch-site": site})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/account")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/account", "/account"),
        ("/delegations?sort=name", "/delegations?sort=name"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/no/such/page", "/"),
        ("/sign-out", "/"),
        ("/sign-in", "/"),
        ("/static/site.css", "/"),
        ("/auth/cb/0123456789ab?code=x", "/"),
    ],
)
def test_a_sign_in_leads_back_to_pages_of_ours_only(
    browser: Browser, doors: Doors, asked: str, back: str
) -> None:
    assert browser.sign_in(doors["AZ"], "az-delegate", asked).headers["location"] == back


def test_a_page_for_members_asks_to_sign_in_and_is_come_back_to(
    browser: Browser, doors: Doors
) -> None:
    turned_away = browser.get("/account")
    assert turned_away.headers["location"] == "/sign-in?next=/account"
    assert "next=/account" in browser.get("/sign-in?next=/account").text


def test_a_provider_that_does_not_answer_has_a_page(
    browser: Browser, doors: Doors, database: Database
) -> None:
    browser.app.state.oidc.outgoing.answer_here("*.idp.invalid", JSONResponse({}, 500))  # type: ignore[attr-defined]
    answer = browser.get(f"/sign-in/{doors['AZ']}")
    assert answer.status_code == 503
    assert "did not answer" in answer.text
    assert len(acts(database, "sign_in.refused")) == 1


def test_signing_out_ends_the_visit_here_and_offers_to_end_it_there(
    browser: Browser, doors: Doors, database: Database
) -> None:
    browser.sign_in(doors["AZ"], "az-delegate")
    cookies = dict(browser.cookies)
    answer = browser.post("/sign-out")
    assert answer.status_code == 303
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert browser.token is None
    assert running_visits(database) == 0
    farewell = browser.get(answer.headers["location"])
    assert "/dev/idp/az/end-session?client_id=ffwg&amp;post_logout_redirect_uri=" in farewell.text
    browser.cookies.update(cookies)
    assert not browser.visiting
    assert len(acts(database, "visit.ended")) == 1


def test_signing_out_needs_no_provider_that_answers(browser: Browser, doors: Doors) -> None:
    browser.sign_in(doors["AZ"], "az-delegate")
    browser.app.state.oidc.outgoing.answer_here("*.idp.invalid", JSONResponse({}, 500))  # type: ignore[attr-defined]
    browser.app.state.oidc._documents.clear()  # type: ignore[attr-defined]
    farewell = browser.get(browser.post("/sign-out").headers["location"])
    assert farewell.status_code == 200
    assert "end-session" not in farewell.text


def test_the_provider_ends_its_session_too(browser: Browser) -> None:
    page = browser.get("/dev/idp/az/end-session")
    assert page.status_code == 200
    assert "Azerbaijan" in page.text


def test_a_stranger_cannot_sign_out(browser: Browser) -> None:
    assert browser.post("/sign-out").headers["location"].startswith("/sign-in")


def test_our_public_keys_are_published_for_known_providers(
    browser: Browser, doors: Doors, local: Settings
) -> None:
    asked = parse_qs(urlsplit(browser.start(doors["AZ"])).query)
    path = urlsplit(asked["redirect_uri"][0]).path.rpartition("/")[2]
    published = browser.get(f"/auth/keys/{path}.json").json()
    assert "d" not in published["keys"][0]
    assert len(KeySet.import_key_set(published).keys) == 1
    assert browser.get("/auth/keys/0123456789ab.json").status_code == 404
    assert [file.stem for file in Path(local.data_dir / "client-keys").iterdir()] == [path]


def test_starts_and_answers_are_counted_by_address(
    local: Settings, database: Database, doors: Doors
) -> None:
    limited = create_app(local.model_copy(update={"limits": "on"}), database)
    with Browser(limited) as browser:
        started = [browser.get(f"/sign-in/{doors['AZ']}").status_code for _ in range(11)]
        answered = [browser.get("/auth/cb/0123456789ab").status_code for _ in range(11)]
    assert started == [303] * 10 + [429]
    assert answered == [403] * 10 + [429]


def test_no_document_is_read_from_an_address_of_the_request(browser: Browser) -> None:
    assert browser.get(f"/dev/idp/az{WELL_KNOWN}").status_code == 404
