"""Signing in and out. Outgoing HTTP happens with no transaction open."""

from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from server.foundation.dependencies import Db, Language
from server.foundation.http import Unreached
from server.foundation.language import names
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.flow import Oidc
from server.foundation.oidc.tokens import Said
from server.foundation.pages import page, redirect
from server.foundation.refusals import Denied, Refusal
from server.group.delegations.access import Viewer, limited, permit, public
from server.group.entrance.access import COOKIE
from server.group.entrance.actions.signing_in import Begun, begin, burn, cookie_name, enter
from server.group.entrance.actions.visits import end_visit
from server.group.entrance.queries import ways_in
from server.group.entrance.rules import NOT_BELIEVED, NOT_REACHED, safe_next

router = APIRouter()
COOKIE_RULES = {"secure": True, "httponly": True, "samesite": "lax", "path": "/"}
BYE = Refusal("You are signed out.")


@router.get("/sign-in", dependencies=[public("everybody signs in here")])
def choose_delegation(
    request: Request, db: Db, _viewer: Viewer, language: Language, next: str = "/"
) -> Response:
    ways = sorted(
        ways_in(db), key=lambda way: names.sort_key(names.delegation(way.code, language), language)
    )
    return page(request, "entrance/sign_in.html", ways=ways, next=safe_next(next))


@router.get(
    "/sign-in/{provider_id}",
    dependencies=[public("starts a sign-in"), limited("sign_in")],
)
async def start_sign_in(request: Request, provider_id: UUID, next: str = "/") -> Response:
    async with request.app.state.database.writing() as db:
        begun = await run_in_threadpool(begin, db, provider_id, next)
    oidc: Oidc = request.app.state.oidc
    provider = begun.provider
    try:
        address = await oidc.authorization(
            provider.issuer, provider.client_id, _callback(request, begun), begun.secrets
        )
    except (Unreached, Distrusted):
        raise Denied(NOT_REACHED) from None
    response = RedirectResponse(request.app.state.for_browsers(address), 303)
    response.set_cookie(begun.cookie_name, begun.cookie, max_age=600, **COOKIE_RULES)
    return response


@router.get("/auth/cb/{path}", dependencies=[public("a provider answers"), limited("sign_in")])
async def finish_sign_in(request: Request, path: str, state: str = "") -> Response:
    name = cookie_name(state)
    async with request.app.state.database.writing() as db:
        begun = await run_in_threadpool(burn, db, path, state, request.cookies.get(name, ""))
    said = await _believed(request, begun)
    async with request.app.state.database.writing() as db:
        token = await run_in_threadpool(enter, db, begun, said)
    response = RedirectResponse(begun.next, 303)
    response.delete_cookie(name, **COOKIE_RULES)
    response.set_cookie(COOKIE, token, **COOKIE_RULES)
    return response


@router.get("/auth/keys/{path}", dependencies=[public("providers check our signature")])
async def show_keys(request: Request, path: str) -> dict[str, object]:
    return {"keys": [request.app.state.oidc.key.as_dict(private=False)]}


@router.post("/sign-out", dependencies=[permit("visit.end", "mine")])
def sign_out(request: Request, db: Db, viewer: Viewer) -> Response:
    end_visit(db, viewer)
    response = redirect("/", said=BYE)
    response.delete_cookie(COOKIE, **COOKIE_RULES)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


async def _believed(request: Request, begun: Begun) -> Said:
    oidc: Oidc = request.app.state.oidc
    provider = begun.provider
    answer = dict(request.query_params)
    try:
        return await oidc.finish(
            provider.issuer, provider.client_id, _callback(request, begun), answer, begun.secrets
        )
    except Unreached:
        raise Denied(NOT_REACHED) from None
    except Distrusted:
        raise Denied(NOT_BELIEVED) from None


def _callback(request: Request, begun: Begun) -> str:
    """From the configured origin, never from the Host header."""
    return f"{request.app.state.settings.public_origin}/auth/cb/{begun.provider.path}"
