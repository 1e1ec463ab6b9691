"""The secretariat registers one practice from public sources."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db
from server.foundation.forms import Typed, again, blank
from server.foundation.pages import language_of, page, redirect
from server.foundation.refusals import Sentence
from server.group.delegations.access import Member, limited, permit
from server.group.practices.actions.registering import register
from server.group.practices.forms.parts import Registration
from server.group.practices.forms.questions import REGISTERED
from server.group.practices.forms.reading import countries
from server.group.practices.rules.answers import words

router = APIRouter(prefix="/practices/registration")
FORM = "practices/register.html"
REGISTERED_IT = Sentence("Registered. Everybody can read it; members can discuss it.")


@router.get("", dependencies=[permit("practice.register")])
def begin_registration(request: Request, _db: Db) -> Response:
    return page(request, FORM, form=blank(language="en", version="1"), **_about(request))


@router.post("", dependencies=[permit("practice.register"), limited("writes")])
def register_practice(
    request: Request, db: Db, secretary: Member, typed: Typed[Registration]
) -> Response:
    with again(request, FORM, typed, **_about(request)):
        form = typed.valid()
        practice = register(db, secretary, form.answers(), form.evidence)
    return redirect(f"/practices/{practice.id}", said=REGISTERED_IT)


def _about(request: Request) -> dict[str, object]:
    return {
        "asked": REGISTERED,
        "questions": {question.name: question for question in REGISTERED},
        "countries": countries(language_of(request)),
        "count": words,
    }
