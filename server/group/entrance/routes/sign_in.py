"""Signing in. Outgoing HTTP happens with no transaction open."""

import secrets
from collections.abc import Callable
from functools import partial
from typing import TypeVar, TypeVarTuple
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from server.foundation import database
from server.foundation.dependencies import Db, Language
from server.foundation.http import Unreached
from server.foundation.language import names
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.flow import Client, Declined, Oidc
from server.foundation.pages import page
from server.foundation.refusals import Denied, Refusal, Unreachable
from server.group.delegations.access import Viewer, limited_by_address, public
from server.group.entrance.actions.signing_in import (
    Begun,
    begin,
    burn,
    cookie_name,
    enter,
    note_refusal,
)
from server.group.entrance.actions.visits import COOKIE
from server.group.entrance.models import Provider
from server.group.entrance.queries import WayIn, provider_at, ways_in
from server.group.entrance.routes.ways_back import Next, forget, forget_oldest, keep, way_back
from server.group.entrance.rules import (
    DECLINED,
    NOT_BEGUN_HERE,
    NOT_BELIEVED,
    NOT_REACHED,
    SIGN_IN_TIME,
)

router = APIRouter()
Result = TypeVar("Result")
Given = TypeVarTuple("Given")
Failure = Unreached | Distrusted | Denied


@router.get("/sign-in", dependencies=[public("everybody signs in here")])
def choose_delegation(
    request: Request, db: Db, viewer: Viewer, language: Language, next_page: Next = "/"
) -> Response:
    back = way_back(request, next_page)
    if viewer.signed_in:
        return RedirectResponse(back, 303)
    ways = sorted(ways_in(db), key=partial(_place, language))
    return page(request, "entrance/sign_in.html", ways=ways, next=back)


@router.get(
    "/sign-in/{provider_id}",
    dependencies=[public("starts a sign-in"), limited_by_address("sign_in")],
)
async def start_sign_in(request: Request, provider_id: UUID, next_page: Next = "/") -> Response:
    back = way_back(request, next_page)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        # Another site may lead people to the page, but presses no button on it.
        return RedirectResponse(f"/sign-in?next={quote(back)}", 303)
    begun = await _write(request, begin, provider_id, back)
    oidc: Oidc = request.app.state.oidc
    try:
        address = await oidc.authorization(client_at(request, begun.provider), begun.secrets)
    except (Unreached, Distrusted) as error:
        return _nobody(request, begun.provider.path, begun.cookie_name, error)
    response = RedirectResponse(request.app.state.for_browsers(address), 303)
    forget_oldest(request, response)
    keep(response, begun.cookie_name, begun.cookie, int(SIGN_IN_TIME.total_seconds()))
    return response


@router.get(
    "/auth/cb/{path}",
    dependencies=[public("a provider answers"), limited_by_address("sign_in_answers")],
)
async def finish_sign_in(request: Request, path: str, state: str = "") -> Response:
    name = cookie_name(state)
    oidc: Oidc = request.app.state.oidc
    try:
        begun = await _burnt(request, path, state, request.cookies.get(name, ""))
        client = client_at(request, begun.provider)
        said = await oidc.finish(client, dict(request.query_params), begun.secrets)
        token = await _write(request, enter, begun, said, request.cookies.get(COOKIE))
    except (Unreached, Distrusted, Denied) as error:
        return _nobody(request, path, name, error)
    response = RedirectResponse(begun.next, 303)
    forget(response, name)
    keep(response, COOKIE, token)
    return response


@router.get("/auth/keys/{path}.json", dependencies=[public("providers check our signature")])
def show_keys(request: Request, db: Db, path: str) -> dict[str, object]:
    provider = provider_at(db, path)
    if provider is None:
        raise Unreachable
    oidc: Oidc = request.app.state.oidc
    return oidc.own_keys.published(provider.path)


def client_at(request: Request, provider: Provider) -> Client:
    """The redirect address is built from the configured origin, never from the Host header."""
    origin = request.app.state.settings.public_origin
    callback = f"{origin}/auth/cb/{provider.path}"
    return Client(provider.issuer, provider.client_id, callback, provider.path)


def _place(language: str, way: WayIn) -> tuple[object, ...]:
    """By the reader's alphabet; the secretariat, which is no country, stands last."""
    name = names.delegation(way.code, language)
    return way.is_secretariat, names.sort_key(name, language)


async def _burnt(request: Request, path: str, state: str, cookie: str) -> Begun:
    begun = await _write(request, burn, path, state, cookie)
    if begun is None:
        raise Denied(NOT_BEGUN_HERE)
    return begun


async def _write(
    request: Request, act: Callable[[database.Db, *Given], Result], *given: *Given
) -> Result:
    """One act in a transaction of its own, committed before anything else happens."""
    source: database.Database = request.app.state.database
    async with source.writing() as db:
        return await run_in_threadpool(act, db, *given)


def _nobody(request: Request, path: str, cookie: str, error: Failure) -> Response:
    """Nobody is signed in; the reader learns what to do, the record learns why."""
    status, refusal, reason = _why(error)
    reference = secrets.token_hex(4).upper()
    source: database.Database = request.app.state.database
    source.aside(partial(note_refusal, path=path, reason=reason, reference=reference))
    shown = page(
        request,
        "entrance/not_signed_in.html",
        status=status,
        sentence=refusal,
        reference=reference,
    )
    forget(shown, cookie)
    return shown


def _why(error: Failure) -> tuple[int, Refusal, str]:
    if isinstance(error, Unreached):
        return 503, NOT_REACHED, "not reached"
    if isinstance(error, Denied):
        return 403, error.refusal, str(error.refusal)
    return 403, DECLINED if isinstance(error, Declined) else NOT_BELIEVED, error.reason
