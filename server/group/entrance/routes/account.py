"""The account page, and the choice of a language, which strangers have too."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language
from server.foundation.forms import Typed, again, blank
from server.foundation.language.choosing import zones
from server.foundation.pages import page, redirect
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, Viewer, permit, public
from server.group.delegations.models import Person
from server.group.entrance.actions.account import change_account, choose_language
from server.group.entrance.forms import AccountForm, LanguageForm
from server.group.entrance.routes.ways_back import Next
from server.group.entrance.rules import safe_next
from server.group.permissions import ROLE_NAMES, Actor

router = APIRouter()
KEPT = Sentence("Your account is changed.")
YEAR = 365 * 24 * 3600


@router.get("/account", dependencies=[permit("profile.change")])
def show_account(request: Request, db: Db, member: Member) -> Response:
    person = db.get_one(Person, member.person_id)
    form = blank(
        language=person.language or "",
        zone=person.zone or "",
        contact=person.contact,
        version=str(person.version),
    )
    return page(request, "entrance/account.html", form=form, **_about(member))


@router.post("/account", dependencies=[permit("profile.change")])
def keep_account(request: Request, db: Db, member: Member, typed: Typed[AccountForm]) -> Response:
    with again(request, "entrance/account.html", typed, **_about(member)):
        form = typed.valid()
        change_account(db, member, **form.model_dump())
    response = redirect("/account", said=KEPT)
    _remember(response, form.language)
    return response


@router.get("/language", dependencies=[public("strangers choose a language too")])
def show_languages(
    request: Request, _db: Db, _viewer: Viewer, language: Language, next_page: Next = "/"
) -> Response:
    form = blank(language=language, next=safe_next(next_page))
    return page(request, "entrance/language.html", form=form)


@router.post("/language", dependencies=[public("strangers choose a language too")])
def keep_language(request: Request, db: Db, viewer: Viewer, typed: Typed[LanguageForm]) -> Response:
    with again(request, "entrance/language.html", typed):
        chosen = typed.valid()
        choose_language(db, viewer, chosen.language)
    response = redirect(safe_next(chosen.next))
    _remember(response, chosen.language)
    return response


def _about(member: Actor) -> dict[str, object]:
    return {"zones": sorted(zones()), "office": ROLE_NAMES[member.role]}


def _remember(response: Response, language: str) -> None:
    """Before signing in, and after signing out, the browser alone knows the choice."""
    response.set_cookie("lang", language, max_age=YEAR, secure=True, httponly=True, samesite="lax")
