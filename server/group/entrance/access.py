"""Resolves who asks, once for a request or a socket; `app` installs it."""

from functools import partial

from fastapi.requests import HTTPConnection

from server.foundation.clock import now
from server.foundation.database import Database, Db
from server.group.entrance.actions.visits import see_again
from server.group.entrance.queries import stay_of
from server.group.entrance.rules import SEEN_AGAIN
from server.group.permissions import PUBLIC, Actor

COOKIE = "__Host-sid"


def visitor_of(db: Db, connection: HTTPConnection) -> Actor:
    """The actor of a running visit, or the anonymous one."""
    token = connection.cookies.get(COOKIE)
    stay = stay_of(db, token) if token else None
    if stay is None:
        return PUBLIC
    if now() - stay.last_seen > SEEN_AGAIN:
        database: Database = connection.app.state.database
        database.aside(partial(see_again, visit_id=stay.visit_id))
    return stay.actor
