"""The library, and one practice with what is said about it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language
from server.foundation.forms import Typed, again
from server.foundation.pages import page, redirect
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, Viewer, limited, listing
from server.group.discussion.queries import discussion_of, room_of
from server.group.permissions import Actor, Facts, decide
from server.group.practices.access import ClearablePractice, VisiblePractice
from server.group.practices.actions.authoring import clear
from server.group.practices.forms import words
from server.group.practices.forms.questions import QUESTIONS, sections
from server.group.practices.forms.reading import Asked, AsRead, countries
from server.group.practices.models import Practice
from server.group.practices.queries import (
    NOT_STATED,
    SHELF,
    acts_of,
    author_of,
    code_of,
    library,
    underway,
)
from server.group.practices.rules.answers import missing, too_long
from server.group.practices.rules.life import STAGE_NAMES, Stage

router = APIRouter(prefix="/practices")
CLEARED = Sentence("Cleared. The whole group can read and discuss it now.")
SHOW = "practices/show.html"
BEGINNINGS = ("create", "register")
WORDS = {"words": words, "stages": STAGE_NAMES, "not_stated": NOT_STATED}


@router.get("", dependencies=[listing("practice.read")])
def show_library(
    request: Request, db: Db, viewer: Viewer, language: Language, asked: Annotated[Asked, Query()]
) -> Response:
    return page(request, "practices/index.html", **_found(db, viewer, language, asked))


@router.get("/{practice_id}")
def show_practice(request: Request, db: Db, viewer: Viewer, practice: VisiblePractice) -> Response:
    return page(request, SHOW, form=None, **_shown(db, viewer, practice))


@router.post("/{practice_id}/clearance", dependencies=[limited("writes")])
def clear_practice(
    request: Request, db: Db, head: Member, practice: ClearablePractice, typed: Typed[AsRead]
) -> Response:
    with again(request, SHOW, typed, **_shown(db, head, practice)):
        clear(db, head, practice, typed.valid().version)
    return redirect(f"/practices/{practice.id}", said=CLEARED)


def _found(db: Db, viewer: Actor, language: str, asked: Asked) -> dict[str, object]:
    found = library(db, viewer, asked.wanted, asked.page)
    own = Facts(delegation_id=viewer.delegation_id)
    return {
        "asked": asked,
        "found": found,
        "pages": -(-found.total // SHELF),
        "countries": [c for c, _ in countries(language) if c in found.counts["country"]],
        "underway": underway(db, viewer),
        "may": {act: decide(viewer, f"practice.{act}", "any", own).allowed for act in BEGINNINGS},
        **WORDS,
    }


def _shown(db: Db, viewer: Actor, practice: Practice) -> dict[str, object]:
    room = room_of(db, "practice", practice.id)
    said = practice.said
    return {
        "practice": practice,
        "answers": said,
        "code": code_of(db, practice),
        "author": author_of(db, practice),
        "acts": acts_of(db, practice),
        "sections": sections(registered=practice.registered),
        "questions": QUESTIONS,
        "gaps": (*missing(said), *too_long(said)),
        "stage": STAGE_NAMES[Stage(practice.stage)],
        "may": {act: _may(viewer, act, practice) for act in ("edit", "clear")},
        "discussion": discussion_of(db, viewer, room) if room else None,
        **WORDS,
    }


def _may(viewer: Actor, act: str, practice: Practice) -> bool:
    return decide(viewer, f"practice.{act}", practice.stage, practice.facts).allowed
