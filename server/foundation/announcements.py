"""News of what has happened, delivered only after the commit.

`announce` notes a piece of news on the transaction; `database` hands what was noted to the
listeners once the commit has returned. A transaction that fails announces nothing.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar, cast

from server.foundation.database import Db

News = TypeVar("News")
log = logging.getLogger(__name__)


class Announcements:
    """Who listens to which kind of news."""

    def __init__(self) -> None:
        self._listeners: dict[type, list[Callable[[object], None]]] = defaultdict(list)

    def on(self, kind: type[News], listener: Callable[[News], None]) -> None:
        # `deliver` hands a listener nothing but news of the kind it is kept under.
        self._listeners[kind].append(cast(Callable[[object], None], listener))

    def deliver(self, news: Iterable[object]) -> None:
        for item in news:
            for listener in self._listeners[type(item)]:
                try:
                    listener(item)
                except Exception:
                    # What is committed stays committed: a deaf listener must not turn it into 500.
                    log.exception("a listener failed on %s", type(item).__name__)


def announce(db: Db, news: object) -> None:
    """`news` is a frozen value; it is delivered after this transaction commits."""
    db.news.append(news)
