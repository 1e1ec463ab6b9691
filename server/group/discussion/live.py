"""What a room says to those who listen, and when."""

from collections.abc import Callable
from functools import cache
from uuid import UUID

from server.foundation.database import Database
from server.foundation.live import log
from server.foundation.live.node import Node
from server.foundation.live.room import Batch
from server.foundation.pages import piece
from server.group.discussion.actions import Remarked
from server.group.discussion.queries import Spoken, remarks_after

MOST = 50


def rendering(database: Database) -> Callable[[UUID, int, frozenset[str]], dict[str, Batch]]:
    """Reads once and renders once for each language."""

    def render(room_id: UUID, after: int, languages: frozenset[str]) -> dict[str, Batch]:
        with database.read() as db:
            remarks = remarks_after(db, room_id, after, MOST)
            if not remarks:
                return {}
            token = log.token_at(db, room_id, remarks[-1].seq)
        return {
            language: Batch(_said(remarks, language), token.seq, str(token))
            for language in languages
        }

    return render


def _said(remarks: list[Spoken], language: str) -> str:
    """The pieces of these remarks, the same for everybody who reads this language."""
    return "".join(piece(language, "discussion/_remark.html", remark=one) for one in remarks)


def heading(database: Database) -> Callable[[list[UUID]], dict[UUID, int]]:
    def heads(room_ids: list[UUID]) -> dict[UUID, int]:
        with database.read() as db:
            return log.heads(db, room_ids)

    return heads


@cache
def present(count: int, language: str) -> str:
    return piece(language, "discussion/_presence.html", count=count)


def telling(node: Node) -> Callable[[Remarked], None]:
    """Runs after the commit of a remark."""

    def tell(news: Remarked) -> None:
        node.happened(news.room_id, news.seq)

    return tell
