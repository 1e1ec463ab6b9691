"""Resolves who asks, once for a request or a socket; `app` installs it."""

from functools import partial

from fastapi.requests import HTTPConnection

from server.foundation.clock import now
from server.foundation.database import Database, Db
from server.group.entrance.actions.visits import COOKIE, see_again
from server.group.entrance.queries import Stay, stay_of
from server.group.entrance.rules import SEEN_AGAIN, is_for_development
from server.group.permissions import PUBLIC, Actor


def visitor_of(db: Db, connection: HTTPConnection) -> Actor:
    """The actor of a running visit, or the anonymous one."""
    token = connection.cookies.get(COOKIE)
    stay = stay_of(db, token) if token else None
    if stay is None or not _may_be_here(stay, connection):
        return PUBLIC
    if now() - stay.last_seen > SEEN_AGAIN:
        database: Database = connection.app.state.database
        database.aside(partial(see_again, visit_id=stay.visit_id))
    return stay.actor


def _may_be_here(stay: Stay, connection: HTTPConnection) -> bool:
    """In production nobody comes in on the word of a development provider."""
    made_up = stay.actor.demonstration or is_for_development(stay.issuer)
    development: bool = connection.app.state.settings.development
    return development or not made_up
