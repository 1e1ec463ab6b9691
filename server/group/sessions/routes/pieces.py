"""The agenda as a piece of a page, written once for all who read it on the same clock."""

from functools import lru_cache
from uuid import UUID

from markupsafe import Markup

from server.foundation.pages import piece
from server.group.sessions.queries import Agenda
from server.group.sessions.rules import clocks_differ

REMEMBERED = 256


@lru_cache(REMEMBERED)
def agenda_piece(
    language: str, zone: str, host: str, session_id: UUID, agenda: Agenda, *, may_edit: bool
) -> Markup:
    """Follows from its arguments alone, down to the number of remarks, so it is never stale."""
    written = piece(
        language,
        "sessions/_agenda.html",
        session_id=session_id,
        agenda=agenda,
        zone=zone,
        host=host,
        two_clocks=clocks_differ(agenda.points[0].starts_at, zone, host),
        may_edit=may_edit,
    )
    return Markup(written)  # noqa: S704  the piece has escaped what people wrote
