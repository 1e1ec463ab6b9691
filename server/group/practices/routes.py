"""The library, a practice, and its way from draft to the group."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db
from server.foundation.forms import Typed, again, blank
from server.foundation.pages import page, redirect
from server.foundation.refusals import Refusal
from server.group.delegations.access import Member, Viewer, listing, permit
from server.group.discussion.queries import discussion_of, room_of
from server.group.permissions import Facts, decide
from server.group.practices.access import (
    ClearablePractice,
    EditablePractice,
    SubmittablePractice,
    VisiblePractice,
)
from server.group.practices.actions.authoring import change, clear, draft, submit
from server.group.practices.forms import words
from server.group.practices.forms.practice import PracticeForm, as_typed
from server.group.practices.forms.questions import GROUPS, LABELS
from server.group.practices.queries import Wanted, author_of, code_of, facets, library
from server.group.practices.rules import STAGE_NAMES, WORDS, Stage, missing, too_long

router = APIRouter(prefix="/practices")
ABOUT = {"words": words, "groups": GROUPS, "labels": LABELS, "limits": WORDS}
SAVED = Refusal("Your draft is saved.")
SUBMITTED = Refusal("Submitted. Your head of delegation can clear it now.")
CLEARED = Refusal("Cleared. The whole group can read and discuss it now.")


@router.get("", dependencies=[listing("practice.read")])
def show_library(
    request: Request, db: Db, viewer: Viewer, country: str = "", type: str = "", evidence: str = ""
) -> Response:
    wanted = Wanted(country, type, evidence)
    own = Facts(delegation_id=viewer.delegation_id)
    return page(
        request,
        "practices/index.html",
        found=library(db, viewer, wanted),
        facets=facets(db, viewer),
        wanted=wanted,
        may_create=decide(viewer, "practice.create", "any", own).allowed,
        stages=STAGE_NAMES,
        words=words,
    )


@router.get("/new", dependencies=[permit("practice.create")])
def begin_practice(request: Request, member: Member) -> Response:
    form = blank(language=member.language or "en", version="1")
    return page(request, "practices/form.html", form=form, practice=None, **ABOUT)


@router.post("", dependencies=[permit("practice.create")])
def draft_practice(
    request: Request, db: Db, author: Member, typed: Typed[PracticeForm]
) -> Response:
    with again(request, "practices/form.html", typed, practice=None, **ABOUT):
        practice = draft(db, author, typed.valid().answers())
    return redirect(f"/practices/{practice.id}", said=SAVED)


@router.get("/{practice_id}")
def show_practice(
    request: Request, db: Db, viewer: Viewer, practice: VisiblePractice
) -> Response:
    room = room_of(db, "practice", practice.id)
    return page(
        request,
        "practices/show.html",
        practice=practice,
        said_in_it=practice.said,
        code=code_of(db, practice),
        author=author_of(db, practice),
        missing=missing(practice.said),
        too_long=too_long(practice.said),
        discussion=discussion_of(db, viewer, room) if room else None,
        stage=STAGE_NAMES[Stage(practice.stage)],
        may={
            action: decide(viewer, f"practice.{action}", practice.stage, practice.facts).allowed
            for action in ("edit", "submit", "clear")
        },
        **ABOUT,
    )


@router.get("/{practice_id}/edit")
def open_practice(request: Request, practice: EditablePractice) -> Response:
    form = blank(**as_typed(practice))
    return page(request, "practices/form.html", form=form, practice=practice, **ABOUT)


@router.post("/{practice_id}")
def change_practice(
    request: Request,
    db: Db,
    author: Member,
    practice: EditablePractice,
    typed: Typed[PracticeForm],
) -> Response:
    with again(request, "practices/form.html", typed, practice=practice, **ABOUT):
        form = typed.valid()
        change(db, author, practice, form.answers(), form.version)
    return redirect(f"/practices/{practice.id}", said=SAVED)


@router.post("/{practice_id}/submission")
def submit_practice(db: Db, author: Member, practice: SubmittablePractice) -> Response:
    submit(db, author, practice)
    return redirect(f"/practices/{practice.id}", said=SUBMITTED)


@router.post("/{practice_id}/clearance")
def clear_practice(db: Db, head: Member, practice: ClearablePractice) -> Response:
    clear(db, head, practice)
    return redirect(f"/practices/{practice.id}", said=CLEARED)
