"""The pages of the development providers, on our own origin: whom to sign in as."""

from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from sqlmodel import col, select

from server.development.provider import CODE_LIVES, SUFFIX, Grant, Providers, issuer_of
from server.foundation.clock import now
from server.foundation import database
from server.foundation.dependencies import Db
from server.foundation.pages import page
from server.foundation.refusals import Unreachable
from server.group.delegations.access import Viewer, public
from server.group.delegations.models import Office, Person
from server.group.entrance.models import Identity, Provider
from server.group.permissions import ROLE_NAMES, Role

router = APIRouter(
    prefix="/dev/idp/{code}", dependencies=[public("development providers, behind interlocks")]
)


def for_browsers(address: str) -> str:
    """Where a browser finds a page of a development provider; other addresses stay as they are."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host.endswith(SUFFIX):
        return address
    return f"/dev/idp/{host.removesuffix(SUFFIX)}{parts.path}?{parts.query}"


@router.get("/authorize")
def choose_person(request: Request, code: str, db: Db, _viewer: Viewer) -> Response:
    """The query is the platform's own authorization request; it is only passed on."""
    wanted = (
        select(Person, Office.role, Identity.subject)
        .join(Identity, col(Identity.person_id) == Person.id)
        .join(Office, col(Office.person_id) == Person.id)
        .where(Identity.issuer == issuer_of(code))
        .order_by(col(Person.id))
        .limit(20)
    )
    people = [(person, ROLE_NAMES[Role(role)], sub) for person, role, sub in db.exec(wanted)]
    return page(request, "development/authorize.html", people=people, code=code.upper())


@router.post("/authorize")
async def grant_code(request: Request, code: str) -> Response:
    asked, form = request.query_params, await request.form()
    source: database.Database = request.app.state.database
    with source.read() as db:
        _must_be_registered(db, code, asked.get("client_id", ""), asked.get("redirect_uri", ""))
    if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
        raise Unreachable
    providers: Providers = request.app.state.development_providers
    grant = Grant(
        client_id=asked["client_id"],
        redirect_uri=asked["redirect_uri"],
        challenge=asked["code_challenge"],
        nonce=asked.get("nonce", ""),
        subject=str(form.get("subject", "")),
        expires=now() + CODE_LIVES,
    )
    answer = {"code": providers.grant(grant), "state": asked.get("state", "")}
    back = urlsplit(grant.redirect_uri).path
    query = urlencode({**answer, "iss": issuer_of(code)})
    return RedirectResponse(f"{back}?{query}", 303)


@router.get("/end-session")
def end_session(request: Request, code: str, db: Db, _viewer: Viewer) -> Response:
    return page(request, "development/end_session.html", code=code.upper())


def _must_be_registered(db: database.Db, code: str, client_id: str, redirect_uri: str) -> None:
    """Exact redirect addresses, as any provider must hold to."""
    wanted = select(Provider.path).where(
        Provider.issuer == issuer_of(code), Provider.client_id == client_id
    )
    path = db.exec(wanted).one_or_none()
    if path is None or urlsplit(redirect_uri).path != f"/auth/cb/{path}":
        raise Unreachable
