"""What one request of the long session's page costs the server."""

import re
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

from tests.bench.platform import Platform
from tests.bench.scene import ITEMS, LONG_SESSION

WARMING = 60


@dataclass(frozen=True)
class Cost:
    """CPU seconds of one request: of the middle batch, and of the one least disturbed."""

    middle: float
    lowest: float
    html_bytes: int


def cost(platform: Platform, requests: int, batches: int) -> Cost:
    path = long_session(platform)
    assert len(set(items_of(platform.page(path), path))) == ITEMS
    found = []
    with platform.connected() as browser:
        size = _ask(platform, browser, path, min(WARMING, requests))
        for _ in range(batches):
            before = platform.cpu_seconds()
            _ask(platform, browser, path, requests)
            found.append((platform.cpu_seconds() - before) / requests)
    return Cost(median(found), min(found), size)


def long_session(platform: Platform) -> str:
    """Where its page is, found as a reader finds it."""
    link = r'<a[^>]* href="(/sessions/[0-9a-f-]{36})"[^>]*>(.*?)</a>'
    links: list[tuple[str, str]] = re.findall(link, platform.page("/sessions"), re.DOTALL)
    return next(path for path, words in links if LONG_SESSION in words)


def items_of(html: str, path: str) -> list[str]:
    """The pages of the items that a session's page links to, in order."""
    return re.findall(rf'href="({path}/items/[0-9a-f-]{{36}})["#]', html)


def _ask(platform: Platform, browser: HTTPConnection, path: str, times: int) -> int:
    size = 0
    for _ in range(times):
        browser.request("GET", path, headers={"Cookie": platform.cookies[0]})
        answer = browser.getresponse()
        size = len(answer.read())
        assert answer.status == 200, answer.status
    return size
