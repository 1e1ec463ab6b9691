"""From the button to the visit, through a delegation's own provider, in process."""

from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from sqlmodel import select
from starlette.types import Receive, Scope, Send

from server.foundation.audit import record
from server.foundation.database import Database
from server.group.entrance.models import SignIn, Visit
from server.group.entrance.rules import hashed
from tests.cast import Cast
from tests.conftest import Clock
from tests.entrance.steps import Browser, Doors, acts, code_of, running_visits, state_of


def test_a_delegate_comes_in_through_the_own_provider(
    browser: Browser, doors: Doors, cast: Cast, database: Database
) -> None:
    picker = browser.start(doors["AZ"])
    shown = browser.get(picker)
    assert shown.status_code == 200
    for words in ("Leyla Sınaqlı", "Adviser, child protection", "Azerbaijan", "Delegate"):
        assert words in shown.text
    assert "Elif Tasarı" not in shown.text
    answer = browser.get(browser.choose(picker, "az-delegate"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert "Leyla Sınaqlı" in browser.get("/account").text
    (entry,) = acts(database, "visit.opened")
    assert entry.actor_id == cast["az-delegate"].person_id
    assert entry.facts == {"role": "DEL", "issuer": "https://az.idp.invalid"}


def test_only_a_hash_of_the_cookie_is_stored(
    browser: Browser, doors: Doors, database: Database
) -> None:
    browser.sign_in(doors["AZ"], "az-delegate")
    assert browser.token is not None
    assert len(browser.token) == 43
    with database.read() as db:
        (visit,) = db.exec(select(Visit)).all()
        (sign_in,) = db.exec(select(SignIn)).all()
    assert visit.token_hash == hashed(browser.token)
    assert browser.token not in f"{visit} {sign_in}"


def test_the_cookies_are_for_us_alone(browser: Browser, doors: Doors) -> None:
    started = browser.get(f"/sign-in/{doors['AZ']}")
    finished = browser.get(browser.choose(started.headers["location"], "az-delegate"))
    cookies = [*started.headers.get_list("set-cookie"), *finished.headers.get_list("set-cookie")]
    assert len(cookies) == 3
    for cookie in cookies:
        assert cookie.startswith("__Host-")
        for rule in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
            assert rule in cookie
        assert "Domain" not in cookie


def test_two_tabs_sign_in_at_once(browser: Browser, doors: Doors) -> None:
    first, second = browser.start(doors["AZ"]), browser.start(doors["TR"], "/language")
    late = browser.get(browser.choose(second, "tr-delegate"))
    assert late.headers["location"] == "/language"
    early = browser.get(browser.choose(first, "az-delegate"))
    assert early.headers["location"] == "/account"
    assert "Leyla Sınaqlı" in browser.get("/account").text


def test_only_the_newest_five_sign_ins_stay_under_way(browser: Browser, doors: Doors) -> None:
    pages = [browser.start(doors["AZ"]) for _ in range(7)]
    assert sum(name.startswith("__Host-tx-") for name in browser.cookies) == 5
    assert browser.get(browser.choose(pages[-1], "az-delegate")).status_code == 303


def test_a_new_sign_in_ends_the_visit_before_it(
    browser: Browser, doors: Doors, database: Database
) -> None:
    browser.sign_in(doors["AZ"], "az-delegate")
    before = browser.token
    browser.sign_in(doors["AZ"], "az-head")
    assert browser.token != before
    assert running_visits(database) == 1
    assert "Rauf Nümunəli" in browser.get("/account").text


def test_a_callback_counts_once(browser: Browser, doors: Doors, database: Database) -> None:
    callback = browser.choose(browser.start(doors["AZ"]), "az-delegate")
    cookies = dict(browser.cookies)
    assert browser.get(callback).status_code == 303
    browser.cookies.clear()
    browser.cookies.update(cookies)
    again = browser.get(callback)
    assert again.status_code == 403
    assert "is used up" in again.text
    assert running_visits(database) == 1
    assert len(acts(database, "sign_in.refused")) == 1


def test_another_browser_cannot_finish_a_sign_in(
    browser: Browser, doors: Doors, database: Database
) -> None:
    callback = browser.choose(browser.start(doors["AZ"]), "az-delegate")
    browser.cookies.clear()
    assert browser.get(callback).status_code == 403
    browser.cookies.set(f"__Host-tx-{hashed(state_of(callback))[:8]}", "a guess")
    assert browser.get(callback).status_code == 403
    assert not browser.visiting


@pytest.mark.parametrize("state", ["", "another", "x" * 5000, "\0"])
def test_a_wrong_state_signs_nobody_in(browser: Browser, doors: Doors, state: str) -> None:
    path = urlsplit(browser.choose(browser.start(doors["AZ"]), "az-delegate")).path
    answer = browser.get(
        path, params={"state": state, "code": "a", "iss": "https://az.idp.invalid"}
    )
    assert answer.status_code == 403
    assert not browser.visiting


def test_an_answer_at_another_providers_address_is_burnt(
    browser: Browser, doors: Doors, database: Database
) -> None:
    callback = browser.choose(browser.start(doors["AZ"]), "az-delegate")
    turkish = urlsplit(browser.choose(browser.start(doors["TR"]), "tr-delegate")).path
    assert browser.get(f"{turkish}?{urlsplit(callback).query}").status_code == 403
    assert browser.get(callback).status_code == 403
    assert running_visits(database) == 0


def test_an_answer_in_the_name_of_another_issuer_is_not_spent(
    browser: Browser, doors: Doors
) -> None:
    callback = browser.choose(browser.start(doors["AZ"]), "az-delegate")
    mixed = browser.get(callback.replace("az.idp.invalid", "tr.idp.invalid"))
    assert mixed.status_code == 403
    assert "could not be confirmed" in mixed.text
    assert not browser.visiting


def test_a_code_of_another_provider_buys_nothing(browser: Browser, doors: Doors) -> None:
    """The attacker's provider hands over a code that the honest one gave."""
    honest = browser.choose(browser.start(doors["TR"]), "tr-head")
    mine = browser.choose(browser.start(doors["AZ"]), "az-delegate")
    stolen = mine.replace(code_of(mine), code_of(honest))
    assert browser.get(stolen).status_code == 403
    assert not browser.visiting


def test_a_sign_in_takes_ten_minutes_at_most(browser: Browser, doors: Doors, clock: Clock) -> None:
    page = browser.start(doors["AZ"])
    clock.move(minutes=9, seconds=30)
    callback = browser.choose(page, "az-delegate")
    clock.move(seconds=31)
    assert browser.get(callback).status_code == 403
    assert not browser.visiting


def test_old_sign_ins_are_swept_away(
    browser: Browser, doors: Doors, clock: Clock, database: Database
) -> None:
    browser.start(doors["AZ"])
    clock.move(minutes=11)
    browser.start(doors["AZ"])
    with database.read() as db:
        assert len(db.exec(select(SignIn)).all()) == 1


def test_nothing_is_locked_while_a_provider_thinks(
    browser: Browser, house: FastAPI, doors: Doors, database: Database
) -> None:
    """Another writer has its turn in the middle of each of our questions."""
    provider = house.state.development_providers.app
    asked: list[str] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        async with database.writing() as db:
            record(db, actor_id=None, act="test.done")
        asked.append(scope["path"])
        await provider(scope, receive, send)

    house.state.oidc.outgoing.answer_here("*.idp.invalid", slow)
    assert browser.sign_in(doors["AZ"], "az-delegate").status_code == 303
    assert asked == ["/.well-known/openid-configuration", "/token", "/jwks"]
    assert len(acts(database, "test.done")) == 3
