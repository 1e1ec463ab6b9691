"""Home, the list of delegations, and a delegation's page."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language
from server.foundation.pages import page
from server.group.delegations.access import Viewer, public
from server.group.front.access import ShownDelegation
from server.group.front.queries import home_of, listed, profile_of
from server.group.indicators.rules import CONFIDENCE, UNITS, name_of
from server.group.permissions import ROLE_NAMES
from server.group.practices.forms import words
from server.group.practices.rules.life import STAGE_NAMES

router = APIRouter()
WORDS = {"words": words, "stages": STAGE_NAMES}
FIGURES = {"units": UNITS, "confidence": CONFIDENCE, "name_of": name_of}
ROLES = {role.value: name for role, name in ROLE_NAMES.items()}


@router.get("/", dependencies=[public("the public front; lists are filtered by their own rows")])
def show_home(request: Request, db: Db, viewer: Viewer) -> Response:
    return page(request, "front/home.html", home=home_of(db, viewer), **WORDS)


@router.get("/delegations", dependencies=[public("who takes part is public")])
def show_delegations(request: Request, db: Db, viewer: Viewer, language: Language) -> Response:
    return page(request, "front/delegations.html", found=listed(db, viewer, language))


@router.get("/delegations/{code}")
def show_delegation(
    request: Request, db: Db, viewer: Viewer, delegation: ShownDelegation
) -> Response:
    profile = profile_of(db, viewer, delegation)
    about = {"delegation": delegation, "profile": profile, "roles": ROLES}
    return page(request, "front/delegation.html", **about, **WORDS, **FIGURES)
