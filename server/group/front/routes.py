"""Home, the list of delegations, and a delegation's page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from server.foundation.dependencies import Db, Language
from server.foundation.language import names
from server.foundation.pages import page
from server.group.delegations.access import Viewer, public
from server.group.delegations.models import Delegation
from server.group.delegations.queries import delegations, seats_of
from server.group.front.access import shown_delegation
from server.group.indicators.queries import indicators_of
from server.group.indicators.rules import CONFIDENCE, UNITS, name_of
from server.group.permissions import ROLE_NAMES, Role
from server.group.practices.forms import words
from server.group.practices.queries import awaiting_clearance, drafts_of, newest, practices_of
from server.group.practices.rules import STAGE_NAMES
from server.group.sessions.queries import next_session

router = APIRouter()
NEWEST = 3


@router.get("/", dependencies=[public("the public front; lists are filtered by their own rows")])
def show_home(request: Request, db: Db, viewer: Viewer) -> Response:
    return page(
        request,
        "front/home.html",
        drafts=drafts_of(db, viewer),
        to_clear=awaiting_clearance(db, viewer) if viewer.role is Role.HEAD else [],
        session=next_session(db, viewer),
        newest=newest(db, viewer, NEWEST),
        words=words,
        stages=STAGE_NAMES,
    )


@router.get("/delegations", dependencies=[public("who takes part is public")])
def show_delegations(
    request: Request, db: Db, _viewer: Viewer, language: Language
) -> Response:
    found = sorted(
        delegations(db),
        key=lambda one: names.sort_key(names.delegation(one.code, language), language),
    )
    return page(request, "front/delegations.html", delegations=found)


@router.get("/delegations/{code}")
def show_delegation(
    request: Request,
    db: Db,
    viewer: Viewer,
    delegation: Annotated[Delegation, Depends(shown_delegation)],
) -> Response:
    return page(
        request,
        "front/delegation.html",
        delegation=delegation,
        seats=seats_of(db, delegation.id) if viewer.signed_in else [],
        roles={role.value: words for role, words in ROLE_NAMES.items()},
        practices=practices_of(db, viewer, delegation.id),
        series=[(name_of(kind), figures) for kind, figures in indicators_of(db, delegation.code)],
        units=UNITS,
        confidence=CONFIDENCE,
        words=words,
        stages=STAGE_NAMES,
    )
