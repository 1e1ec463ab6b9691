"""Sessions: the list, one of them, and their scheduling."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language, Zone
from server.foundation.forms import Typed, again, blank
from server.foundation.pages import language_of, page, redirect, zone_of
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, Viewer, listing, permit
from server.group.permissions import decide
from server.group.practices.queries import takeable
from server.group.sessions.access import ChangeableSession, VisibleSession
from server.group.sessions.actions import change_session, schedule
from server.group.sessions.forms import SessionForm
from server.group.sessions.models import Session
from server.group.sessions.queries import Agenda, agenda_of, chair_of, past, upcoming
from server.group.sessions.routes.pieces import agenda_piece
from server.group.sessions.routes.times import by_month, two_clocks, zone_choices
from server.group.sessions.rules import STAGE_NAMES, TURN_NAMES, Stage

router = APIRouter(prefix="/sessions")
SCHEDULED = Sentence("The session is scheduled. Now build its agenda.")
CHANGED = Sentence("The session is changed.")
FORM = "sessions/form.html"


@router.get("", dependencies=[listing("session.read")])
def show_sessions(
    request: Request, db: Db, viewer: Viewer, zone: Zone, language: Language
) -> Response:
    return page(
        request,
        "sessions/index.html",
        upcoming=by_month(upcoming(db, viewer), zone, language),
        past=by_month(past(db, viewer), zone, language),
        may_schedule=decide(viewer, "session.schedule").allowed,
    )


@router.get("/new", dependencies=[permit("session.schedule")])
def begin_session(request: Request, _member: Member, zone: Zone, language: Language) -> Response:
    form = blank(zone=zone, minutes="120", version="1", stage=Stage.PUBLIC.value)
    return page(request, FORM, form=form, **_offered(language, None))


@router.post("", dependencies=[permit("session.schedule")])
def schedule_session(
    request: Request, db: Db, chair: Member, language: Language, typed: Typed[SessionForm]
) -> Response:
    with again(request, FORM, typed, **_offered(language, None)):
        session = schedule(db, chair, typed.valid().plan())
    return redirect(f"/sessions/{session.id}", said=SCHEDULED)


@router.get("/{session_id}")
def show_session(request: Request, db: Db, viewer: Viewer, session: VisibleSession) -> Response:
    language, zone = language_of(request), zone_of(request)
    may_edit = decide(viewer, "agenda.edit").allowed
    return page(
        request,
        "sessions/show.html",
        session=session,
        chair=chair_of(db, session) if viewer.signed_in else None,
        **two_clocks(session, zone),
        **_agenda(agenda_of(db, viewer, session), session, zone, language, may_edit),
        may_edit=may_edit,
        takeable=takeable(db, viewer) if may_edit else [],
        form=blank(minutes="15", version="1"),
    )


def _agenda(
    agenda: Agenda | None, session: Session, zone: str, language: str, may_edit: bool
) -> dict[str, object]:
    written = None
    if agenda and agenda.points:
        written = agenda_piece(language, zone, session.zone, session.id, agenda, may_edit=may_edit)
    return {"agenda": agenda, "written": written}


@router.get("/{session_id}/edit")
def open_session(request: Request, session: ChangeableSession, language: Language) -> Response:
    form = blank(**_as_typed(session))
    return page(request, FORM, form=form, **_offered(language, session))


@router.post("/{session_id}")
def keep_session(
    request: Request,
    db: Db,
    chair: Member,
    session: ChangeableSession,
    language: Language,
    typed: Typed[SessionForm],
) -> Response:
    with again(request, FORM, typed, **_offered(language, session)):
        form = typed.valid()
        change_session(db, chair, session, form.plan(), form.version)
    return redirect(f"/sessions/{session.id}", said=CHANGED)


def _offered(language: str, session: Session | None) -> dict[str, object]:
    """What the form lets one choose from."""
    return {
        "session": session,
        "zone_choices": zone_choices(language),
        "turns": TURN_NAMES,
        "audiences": STAGE_NAMES,
    }


def _as_typed(session: Session) -> dict[str, str]:
    plain = ("title", "purpose", "zone", "place", "link", "minutes", "version", "stage")
    typed = {name: str(getattr(session, name)) for name in plain}
    hour = {"day": f"{session.wall:%Y-%m-%d}", "hour": f"{session.wall:%H:%M}"}
    return {**typed, **hour, "turn": session.turn or ""}
