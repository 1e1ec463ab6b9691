"""The items of an agenda: read and discussed by members, built by the chair."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Zone
from server.foundation.forms import Typed, again, blank
from server.foundation.pages import page, redirect
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, Viewer
from server.group.discussion.queries import discussion_of, room_of
from server.group.permissions import decide
from server.group.practices.models import Practice
from server.group.practices.queries import takeable
from server.group.sessions.access import EditableAgenda, EditableItem, ReadableItem
from server.group.sessions.actions import add_item, change_item, move_item, remove_item
from server.group.sessions.forms import ItemForm, MoveForm
from server.group.sessions.models import AgendaItem, Session
from server.group.sessions.queries import ROOM, agenda_of
from server.group.sessions.routes.times import two_clocks

router = APIRouter(prefix="/sessions/{session_id}/items")
ADDED = Sentence("The item is on the agenda.")
CHANGED = Sentence("The item is changed.")
MOVED = Sentence("The item is moved.")
REMOVED = Sentence("The item is off the agenda.")
FORM = "sessions/item_form.html"


@router.post("")
def put_on_agenda(
    request: Request, db: Db, chair: Member, session: EditableAgenda, typed: Typed[ItemForm]
) -> Response:
    about = {"session": session, "item": None, "takeable": takeable(db, chair)}
    with again(request, FORM, typed, **about):
        add_item(db, chair, session, typed.valid().plan())
    return redirect(f"/sessions/{session.id}#add", said=ADDED)


@router.get("/{item_id}")
def show_item(request: Request, db: Db, viewer: Viewer, zone: Zone, item: ReadableItem) -> Response:
    session = db.get_one(Session, item.session_id)
    agenda = agenda_of(db, viewer, session)
    points = agenda.points if agenda else []
    room = room_of(db, ROOM, item.id)
    return page(
        request,
        "sessions/item.html",
        session=session,
        points=points,
        number=next(point.number for point in points if point.id == item.id),
        **two_clocks(session, zone),
        practice=_practice_of(db, viewer, item),
        discussion=discussion_of(db, viewer, room) if room else None,
    )


@router.get("/{item_id}/edit")
def open_item(request: Request, db: Db, chair: Member, item: EditableItem) -> Response:
    form = blank(
        title=item.title,
        note=item.note,
        minutes=str(item.minutes),
        practice_id=str(item.practice_id or ""),
        version=str(item.version),
    )
    return page(request, FORM, form=form, **_about(db, chair, item))


@router.post("/{item_id}")
def keep_item(
    request: Request, db: Db, chair: Member, item: EditableItem, typed: Typed[ItemForm]
) -> Response:
    with again(request, FORM, typed, **_about(db, chair, item)):
        form = typed.valid()
        change_item(db, chair, item, form.plan(), form.version)
    return redirect(f"/sessions/{item.session_id}#item-{item.id.hex}", said=CHANGED)


@router.post("/{item_id}/position")
def reorder_item(db: Db, chair: Member, item: EditableItem, typed: Typed[MoveForm]) -> Response:
    move_item(db, chair, item, int(typed.valid().step))
    return redirect(f"/sessions/{item.session_id}#item-{item.id.hex}", said=MOVED)


@router.post("/{item_id}/removal")
def take_off_agenda(db: Db, chair: Member, item: EditableItem) -> Response:
    remove_item(db, chair, item)
    return redirect(f"/sessions/{item.session_id}#agenda", said=REMOVED)


def _practice_of(db: Db, viewer: Viewer, item: AgendaItem) -> Practice | None:
    practice = db.get(Practice, item.practice_id) if item.practice_id else None
    if practice is None:
        return None
    seen = decide(viewer, "practice.read", practice.stage, practice.facts).allowed
    return practice if seen else None


def _about(db: Db, chair: Member, item: AgendaItem) -> dict[str, object]:
    session = db.get_one(Session, item.session_id)
    return {"session": session, "item": item, "takeable": takeable(db, chair)}
