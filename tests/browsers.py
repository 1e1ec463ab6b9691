"""A real Chromium, and people who read in it; a page that breaks a rule of its own fails."""

import os
import shutil
from collections.abc import Iterator
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from server.group.permissions import Actor
from tests.apps import Served

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)

EXPECTED = ("Failed to load resource", "WebSocket connection to", "htmx: htmx:ws:error")
"""What a browser says of a line that a test has cut, or of a refusal it has asked for."""


class Readers(Protocol):
    """`reader(az_delegate, javascript=False, width=360)`: a page in a browser of their own."""

    def __call__(
        self, who: Actor | None = None, *, javascript: bool = True, width: int = 1280
    ) -> Page: ...


# Not for the whole session: Playwright keeps a running event loop in the thread, beside which
# no test of another module could start its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = os.environ.get("FFWG_TEST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def reader(browser: Browser, server: Served) -> Iterator[Readers]:
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(f"{message.text} ({message.location})")

    def a_reader(who: Actor | None = None, *, javascript: bool = True, width: int = 1280) -> Page:
        context = browser.new_context(
            base_url=server.origin,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            locale="en",
        )
        contexts.append(context)
        if who is not None:
            name, _, value = server.cookie(who).partition("=")
            # A cookie with this prefix is taken only from https; localhost gets it all the same.
            safe = server.origin.replace("http:", "https:")
            context.add_cookies([{"name": name, "value": value, "url": safe, "secure": True}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield a_reader
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(reader: Readers) -> Page:
    """A stranger's page."""
    return reader()
