"""Every kind of page in a real browser: open to all readers, at every width, light and dark."""

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from sqlmodel import col, select

from server.demo.scene import demonstrate
from server.foundation.database import Database
from server.group.delegations.models import Delegation, Office, Person
from server.group.permissions import Actor, Role
from server.group.practices.models import Practice
from server.group.sessions.models import AgendaItem, Session
from tests.browsers import Readers

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PUBLIC_PAGES = (
    "/", "/sign-in", "/language", "/sessions", "/practices", "/delegations", "/delegations/tr",
    "/delegations/uz", "/nothing-here",
)  # fmt: skip
MEMBER_PAGES = ("/", "/account", "/sessions", "/practices", "/practices/new", "/delegations/az")
CHAIR_PAGES = ("/sessions", "/sessions/new")
WIDER_THAN_THE_SCREEN = (
    "document.documentElement.scrollWidth > document.documentElement.clientWidth"
)
# The look is the same on both databases.
once = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def cast(database: Database) -> Mapping[str, Actor]:
    """The demonstration as it stands, and its people by role."""
    demonstrate(database)
    with database.read() as db:
        wanted = select(Person, Office.role, Delegation.code).where(
            Office.person_id == Person.id, Delegation.id == Person.delegation_id
        )
        return {
            f"{code} {role}": Actor(Role(role), person.id, person.delegation_id, code)
            for person, role, code in db.exec(wanted.order_by(col(Person.name)))
        }


def judge(page: Page, address: str) -> list[str]:
    """What is wrong with a page on a telephone in light and on a desk in the dark."""
    wrong = []
    for width, scheme in ((360, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(address)
        where = f"{address} at {width}"
        if page.evaluate(WIDER_THAN_THE_SCREEN):
            wrong.append(f"{where}: wider than the screen")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        wrong += [f"{where}: {one['id']} {one['nodes'][0]['target']}" for one in found]
    return wrong


@once
def test_a_stranger_meets_no_barrier(cast: Mapping[str, Actor], reader: Readers) -> None:
    page = reader()
    assert [one for address in PUBLIC_PAGES for one in judge(page, address)] == []


@once
def test_a_member_meets_no_barrier(
    cast: Mapping[str, Actor], reader: Readers, database: Database
) -> None:
    page = reader(cast["KG HOD"])
    with database.read() as db:
        practices = [one.id for one in db.exec(select(Practice)) if one.stage != "draft"]
        points = db.exec(select(AgendaItem).order_by(col(AgendaItem.minutes).desc())).all()
        waiting = [one.id for one in db.exec(select(Practice)) if one.stage == "submitted"]
    point = points[0]
    agenda = f"/sessions/{point.session_id}"
    more = (agenda, f"{agenda}/items/{point.id}", f"/practices/{practices[0]}")
    pages = (*MEMBER_PAGES, *more, f"/practices/{waiting[0]}")
    assert [one for address in pages for one in judge(page, address)] == []


@once
def test_the_chair_and_an_author_meet_no_barrier(
    cast: Mapping[str, Actor], reader: Readers, database: Database
) -> None:
    with database.read() as db:
        draft = next(one.id for one in db.exec(select(Practice)) if one.stage == "draft")
        coming = db.exec(select(Session).order_by(col(Session.starts_at).desc())).first()
        assert coming is not None
    chair, author = reader(cast["TR CH"]), reader(cast["TR DEL"])
    edited = f"/sessions/{coming.id}/edit"
    wrong = [one for address in (*CHAIR_PAGES, edited) for one in judge(chair, address)]
    wrong += [one for end in ("", "/form") for one in judge(author, f"/practices/{draft}{end}")]
    assert wrong == []


@once
def test_the_skip_link_and_the_form_are_reached_by_keyboard(
    cast: Mapping[str, Actor], reader: Readers
) -> None:
    page = reader(cast["AZ DEL"])
    page.goto("/practices/new")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
