"""Contributing a practice: one page for each group of questions, then a look at the whole."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db
from server.foundation.forms import Typed, again, blank
from server.foundation.pages import language_of, page, redirect
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, limited, permit
from server.group.practices.access import EditablePractice, SubmittablePractice
from server.group.practices.actions.authoring import change, draft, submit
from server.group.practices.forms.parts import Identity
from server.group.practices.forms.questions import GROUPS, IDENTITY, QUESTIONS
from server.group.practices.forms.reading import (
    AsRead,
    GroupName,
    TypedPart,
    after,
    as_typed,
    countries,
    group_named,
)
from server.group.practices.models import Practice
from server.group.practices.rules.answers import missing, too_long, words
from server.group.practices.rules.life import Stage, why_not_change

router = APIRouter(prefix="/practices")
PART, CHECK = "practices/part.html", "practices/check.html"
WRITES = [limited("writes")]
SAVED = Sentence("Your draft is saved.")
SUBMITTED = Sentence("Submitted. Your head of delegation can clear it now.")


@router.get("/new", dependencies=[permit("practice.create")])
def begin_practice(request: Request, member: Member) -> Response:
    form = blank(country=member.delegation_code, language=member.language or "en", version="1")
    return page(request, PART, form=form, **_part(request, None, IDENTITY.name))


@router.post("", dependencies=[permit("practice.create"), *WRITES])
def draft_practice(request: Request, db: Db, author: Member, typed: Typed[Identity]) -> Response:
    with again(request, PART, typed, **_part(request, None, IDENTITY.name)):
        part = typed.valid()
        practice = draft(db, author, part.answers())
    return redirect(_onward(practice, IDENTITY.name, part.then), said=SAVED)


@router.get("/{practice_id}/form")
def show_form(request: Request, practice: EditablePractice) -> Response:
    return page(request, "practices/form.html", **_whole(practice))


@router.get("/{practice_id}/form/{group}")
def show_part(request: Request, practice: EditablePractice, group: GroupName) -> Response:
    typed = as_typed(practice.said, group_named(group))
    form = blank(**typed, version=str(practice.version))
    return page(request, PART, form=form, **_part(request, practice, group))


@router.post("/{practice_id}/form/{group}", dependencies=WRITES)
def keep_part(
    request: Request,
    db: Db,
    author: Member,
    practice: EditablePractice,
    group: GroupName,
    typed: TypedPart,
) -> Response:
    with again(request, PART, typed, **_part(request, practice, group)):
        part = typed.valid()
        change(db, author, practice, part.answers(), part.version)
    return redirect(_onward(practice, group, part.then), said=SAVED)


@router.get("/{practice_id}/submission")
def check_practice(request: Request, practice: SubmittablePractice) -> Response:
    return page(request, CHECK, form=blank(), **_whole(practice))


@router.post("/{practice_id}/submission", dependencies=WRITES)
def submit_practice(
    request: Request, db: Db, author: Member, practice: SubmittablePractice, typed: Typed[AsRead]
) -> Response:
    with again(request, CHECK, typed, **_whole(practice)):
        submit(db, author, practice, typed.valid().version)
    return redirect(f"/practices/{practice.id}", said=SUBMITTED)


def _part(request: Request, practice: Practice | None, group: str) -> dict[str, object]:
    return {
        "practice": practice,
        "group": group_named(group),
        "groups": GROUPS,
        "questions": QUESTIONS,
        "countries": countries(language_of(request)),
        "count": words,
    }


def _whole(practice: Practice) -> dict[str, object]:
    said = practice.said
    return {
        "practice": practice,
        "answers": said,
        "groups": GROUPS,
        "questions": QUESTIONS,
        "missing": missing(said),
        "too_long": too_long(said),
        "why_not": why_not_change(Stage(practice.stage)),
    }


def _onward(practice: Practice, group: str, then: str) -> str:
    form = f"/practices/{practice.id}/form"
    following = after(group)
    if then == "more":
        return f"{form}/{group}#outcomes"
    if then == "next":
        return f"{form}/{following}" if following else f"/practices/{practice.id}/submission"
    return form
