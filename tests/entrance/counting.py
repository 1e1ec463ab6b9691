"""How many statements a piece of code asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from server.foundation.database import Database


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    """Those of the readers, without what opens and ends their transactions."""
    heard: list[str] = []

    def hear(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            heard.append(statement)

    event.listen(database.engines.reader, "before_cursor_execute", hear)
    yield heard
    event.remove(database.engines.reader, "before_cursor_execute", hear)
