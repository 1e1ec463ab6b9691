"""A practice is posted and cleared, a session takes it up, and two delegations talk about it."""

import pytest
from playwright.sync_api import Page

from server.demo.scene import demonstrate
from server.foundation.database import Database
from tests.apps import Served
from tests.browsers import Readers
from tests.journeys.steps import (
    TYPED,
    contribute,
    heard_by,
    say,
    schedule,
    sees,
    sign_in,
)


@pytest.fixture
def demonstration(database: Database, server: Served) -> Served:
    demonstrate(database)
    return server


def test_from_a_draft_in_baku_to_a_talk_between_two_delegations(
    demonstration: Served, reader: Readers
) -> None:
    delegate, chair, item = _brought_together(reader(), reader(), reader())
    delegate.goto(item)
    say(chair, "Welcome, Azerbaijan.")
    sees(delegate, "Welcome, Azerbaijan.")
    say(delegate, "Thank you, chair.")
    sees(chair, "Thank you, chair.")

    _cut_off(delegate)
    say(chair, "First while you were away.")
    sees(chair, "First while you were away.")
    say(chair, "Second while you were away.")
    sees(chair, "Second while you were away.")
    delegate.context.set_offline(False)
    sees(delegate, "Second while you were away.")
    everything = [
        "Welcome, Azerbaijan.",
        "Thank you, chair.",
        "First while you were away.",
        "Second while you were away.",
    ]
    assert heard_by(delegate) == everything
    assert heard_by(chair) == everything


def test_the_same_writes_work_with_javascript_off(demonstration: Served, reader: Readers) -> None:
    delegate, chair, item = _brought_together(*(reader(javascript=False) for _ in range(3)))
    say(chair, "Welcome, Azerbaijan.")
    delegate.goto(item)
    sees(delegate, "Welcome, Azerbaijan.")
    say(delegate, "Thank you, chair.")
    sees(delegate, "Thank you, chair.")
    assert heard_by(delegate) == ["Welcome, Azerbaijan.", "Thank you, chair."]


def _brought_together(delegate: Page, head: Page, chair: Page) -> tuple[Page, Page, str]:
    """A practice is written, cleared and on an agenda: (delegate, chair, the item's address)."""
    sign_in(delegate, "Azerbaijan", "Leyla")
    practice = contribute(delegate)

    sign_in(head, "Azerbaijan", "Rauf")
    head.goto(practice)
    head.get_by_role("button", name="Clear for the group").click()

    sign_in(chair, "Türkiye", "Selin")
    chair.goto("/language")
    chair.get_by_role("button", name="English").click()
    return delegate, chair, schedule(chair, "A session about listening", TYPED["title"])


def _cut_off(page: Page) -> None:
    """Offline, the socket dies too; the page says so before anything is missed."""
    page.context.set_offline(True)
    page.evaluate("document.querySelector('[data-room]')._htmx.ws.connection.socket.close()")
    page.locator(".line[data-state=lost]").wait_for()
