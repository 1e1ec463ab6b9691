"""The doors to a session and its agenda."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from server.foundation.dependencies import Db
from server.foundation.refusals import Unreachable
from server.group.delegations.access import Viewer, door
from server.group.permissions import admit
from server.group.sessions.models import AgendaItem, Session


@door("session.read")
def visible_session(session_id: UUID, db: Db, viewer: Viewer) -> Session:
    session = db.get(Session, session_id)
    if session is None:
        raise Unreachable
    admit(viewer, "session.read", session.stage, session.facts)
    return session


@door("session.schedule")
def changeable_session(session_id: UUID, db: Db, viewer: Viewer) -> Session:
    session = visible_session(session_id, db, viewer)
    admit(viewer, "session.schedule", "any", session.facts)
    return session


@door("agenda.edit")
def editable_agenda(session_id: UUID, db: Db, viewer: Viewer) -> Session:
    session = visible_session(session_id, db, viewer)
    admit(viewer, "agenda.edit", "any", session.facts)
    return session


@door("agenda.read")
def readable_item(session_id: UUID, item_id: UUID, db: Db, viewer: Viewer) -> AgendaItem:
    session = visible_session(session_id, db, viewer)
    admit(viewer, "agenda.read", "circulated", session.facts)
    item = db.get(AgendaItem, item_id)
    if item is None or item.session_id != session.id:
        raise Unreachable
    return item


@door("agenda.edit")
def editable_item(session_id: UUID, item_id: UUID, db: Db, viewer: Viewer) -> AgendaItem:
    item = readable_item(session_id, item_id, db, viewer)
    editable_agenda(session_id, db, viewer)
    return item


VisibleSession = Annotated[Session, Depends(visible_session)]
ChangeableSession = Annotated[Session, Depends(changeable_session)]
EditableAgenda = Annotated[Session, Depends(editable_agenda)]
ReadableItem = Annotated[AgendaItem, Depends(readable_item)]
EditableItem = Annotated[AgendaItem, Depends(editable_item)]
