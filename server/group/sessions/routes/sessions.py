"""Sessions: the list, one of them, and their scheduling."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Zone
from server.foundation.forms import Typed, again, blank
from server.foundation.language.choosing import zones
from server.foundation.language.dates import same_day
from server.foundation.pages import page, redirect
from server.foundation.refusals import Refusal
from server.group.delegations.access import Member, Viewer, listing, permit
from server.group.permissions import decide
from server.group.practices.queries import takeable
from server.group.sessions.access import OwnSession, VisibleSession
from server.group.sessions.actions import change_session, schedule
from server.group.sessions.forms import SessionForm
from server.group.sessions.models import Session
from server.group.sessions.queries import agenda_of, may_read_agenda, past, upcoming

router = APIRouter(prefix="/sessions")
SCHEDULED = Refusal("The session is scheduled. Now build its agenda.")
CHANGED = Refusal("The session is changed.")


@router.get("", dependencies=[listing("session.read")])
def show_sessions(request: Request, db: Db, viewer: Viewer) -> Response:
    return page(
        request,
        "sessions/index.html",
        upcoming=upcoming(db, viewer),
        past=past(db, viewer),
        may_schedule=decide(viewer, "session.schedule").allowed,
    )


@router.get("/new", dependencies=[permit("session.schedule")])
def begin_session(request: Request, member: Member, zone: Zone) -> Response:
    form = blank(zone=zone, minutes="120", version="1")
    return page(request, "sessions/form.html", form=form, session=None, zones=sorted(zones()))


@router.post("", dependencies=[permit("session.schedule")])
def schedule_session(
    request: Request, db: Db, chair: Member, typed: Typed[SessionForm]
) -> Response:
    with again(request, "sessions/form.html", typed, session=None, zones=sorted(zones())):
        session = schedule(db, chair, typed.valid())
    return redirect(f"/sessions/{session.id}", said=SCHEDULED)


@router.get("/{session_id}")
def show_session(
    request: Request, db: Db, viewer: Viewer, zone: Zone, session: VisibleSession
) -> Response:
    may_edit = decide(viewer, "agenda.edit").allowed
    return page(
        request,
        "sessions/show.html",
        session=session,
        agenda=agenda_of(db, session) if may_read_agenda(viewer, session) else None,
        other_day=not same_day(session.starts_at, zone, session.zone),
        may_edit=may_edit,
        takeable=takeable(db, viewer) if may_edit else [],
        form=blank(minutes="15", version="1"),
    )


@router.get("/{session_id}/edit")
def open_session(request: Request, session: OwnSession) -> Response:
    form = blank(**_as_typed(session))
    return page(request, "sessions/form.html", form=form, session=session, zones=sorted(zones()))


@router.post("/{session_id}")
def keep_session(
    request: Request, db: Db, chair: Member, session: OwnSession, typed: Typed[SessionForm]
) -> Response:
    with again(request, "sessions/form.html", typed, session=session, zones=sorted(zones())):
        change_session(db, chair, session, typed.valid())
    return redirect(f"/sessions/{session.id}", said=CHANGED)


def _as_typed(session: Session) -> dict[str, str]:
    plain = ("title", "purpose", "zone", "place", "link", "minutes", "version")
    typed = {name: str(getattr(session, name)) for name in plain}
    return {**typed, "day": f"{session.wall:%Y-%m-%d}", "hour": f"{session.wall:%H:%M}"}
