"""The account page, and the choice of a language, which strangers have too."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language
from server.foundation.forms import Typed, again, blank
from server.foundation.language.choosing import zones
from server.foundation.pages import page, redirect
from server.foundation.refusals import Refusal
from server.group.delegations.access import Member, Viewer, permit, public
from server.group.delegations.models import Person
from server.group.entrance.actions.account import change_account, choose_language
from server.group.entrance.forms import AccountForm, LanguageForm
from server.group.entrance.rules import safe_next

router = APIRouter()
KEPT = Refusal("Your account is changed.")


@router.get("/account", dependencies=[permit("profile.change")])
def show_account(request: Request, db: Db, member: Member) -> Response:
    person = db.get_one(Person, member.person_id)
    form = blank(
        language=person.language or "",
        zone=person.zone or "",
        contact=person.contact,
        version=str(person.version),
    )
    return page(request, "entrance/account.html", form=form, zones=sorted(zones()))


@router.post("/account", dependencies=[permit("profile.change")])
def keep_account(
    request: Request, db: Db, member: Member, typed: Typed[AccountForm]
) -> Response:
    with again(request, "entrance/account.html", typed, zones=sorted(zones())):
        change_account(db, member, **typed.valid().model_dump())
    return redirect("/account", said=KEPT)


@router.get("/language", dependencies=[public("strangers choose a language too")])
def show_languages(
    request: Request, _db: Db, _viewer: Viewer, language: Language, next: str = "/"
) -> Response:
    form = blank(language=language, next=safe_next(next))
    return page(request, "entrance/language.html", form=form)


@router.post("/language", dependencies=[public("strangers choose a language too")])
def keep_language(
    request: Request, db: Db, viewer: Viewer, typed: Typed[LanguageForm]
) -> Response:
    with again(request, "entrance/language.html", typed):
        chosen = typed.valid()
        choose_language(db, viewer, chosen.language)
    response = redirect(safe_next(chosen.next))
    response.set_cookie("lang", chosen.language, max_age=31536000, secure=True, samesite="lax")
    return response

