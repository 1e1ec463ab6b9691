"""Signing out: here first, always; then, by a link, at the provider."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from server.foundation.database import Database
from server.foundation.dependencies import Db
from server.foundation.http import Unreached
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.flow import Oidc
from server.foundation.pages import page
from server.group.delegations.access import Viewer, permit, public
from server.group.entrance.actions.visits import COOKIE, end_visit
from server.group.entrance.models import Provider
from server.group.entrance.queries import provider_of_visit
from server.group.entrance.routes.sign_in import client_at
from server.group.entrance.routes.ways_back import forget

router = APIRouter()


@router.post("/sign-out", dependencies=[permit("visit.end", "mine")])
def sign_out(db: Db, viewer: Viewer) -> Response:
    assert viewer.visit_id is not None
    provider = provider_of_visit(db, viewer.visit_id)
    end_visit(db, viewer)
    asked = f"?provider={provider.id}" if provider else ""
    response = RedirectResponse(f"/signed-out{asked}", 303)
    forget(response, COOKIE)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/signed-out", dependencies=[public("says that somebody has left")])
async def show_farewell(request: Request, provider: UUID | None = None) -> Response:
    """A link, not a redirect: `form-action` blocks one that follows the post."""
    database: Database = request.app.state.database
    async with database.reading() as db:
        known = await run_in_threadpool(db.get, Provider, provider) if provider else None
    address = await _farewell(request, known) if known else None
    return page(request, "entrance/signed_out.html", farewell=address)


async def _farewell(request: Request, provider: Provider) -> str | None:
    oidc: Oidc = request.app.state.oidc
    back = f"{request.app.state.settings.public_origin}/"
    try:
        address = await oidc.farewell(client_at(request, provider), back)
    except (Unreached, Distrusted):
        return None  # we are done here; the provider's own page is an offer
    return address and request.app.state.for_browsers(address)
