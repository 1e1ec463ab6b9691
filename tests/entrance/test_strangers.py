"""A good answer of a provider is not enough: somebody must have invited the person."""

from urllib.parse import urlsplit

from server.foundation.database import Database
from server.group.delegations.models import Person
from tests.cast import Cast
from tests.entrance.steps import Browser, Doors, acts, state_of


def test_whom_nobody_invited_stays_outside(
    browser: Browser, doors: Doors, database: Database
) -> None:
    answer = browser.sign_in(doors["AZ"], "somebody-else")
    assert answer.status_code == 403
    assert "nobody has invited you" in answer.text
    assert browser.token is None
    (entry,) = acts(database, "sign_in.refused")
    assert entry.subject_id == doors["AZ"]
    assert str(entry.facts["reference"]) in answer.text


def test_a_provider_speaks_for_its_own_delegation_only(browser: Browser, doors: Doors) -> None:
    assert browser.sign_in(doors["AZ"], "tr-delegate").status_code == 403
    assert browser.sign_in(doors["AZ"], "chair").status_code == 403


def test_who_has_left_stays_outside(
    browser: Browser, doors: Doors, cast: Cast, database: Database
) -> None:
    with database.write() as db:
        db.get_one(Person, cast["az-delegate"].person_id).active = False
    assert browser.sign_in(doors["AZ"], "az-delegate").status_code == 403


def test_stopping_at_the_provider_is_no_fault(browser: Browser, doors: Doors) -> None:
    callback = urlsplit(browser.choose(browser.start(doors["AZ"]), "az-delegate"))
    answer = {"error": "access_denied", "state": state_of(callback.geturl())}
    stopped = browser.get(callback.path, params={**answer, "iss": "https://az.idp.invalid"})
    assert stopped.status_code == 403
    assert "you stopped there yourself" in stopped.text
