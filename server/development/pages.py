"""The pages of the development providers, on our own origin: whom to sign in as."""

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field
from sqlmodel import col, select

from server.development.provider import CODE_LIVES, SUFFIX, Grant, Providers, issuer_of
from server.foundation import database
from server.foundation.clock import now
from server.foundation.dependencies import Db
from server.foundation.pages import page
from server.foundation.refusals import Refusal, Unreachable
from server.group.delegations.access import Viewer, public
from server.group.delegations.models import Office, Person
from server.group.delegations.queries import running
from server.group.entrance.models import Identity, Provider
from server.group.permissions import ROLE_NAMES, Role
from server.settings import Settings

router = APIRouter(
    prefix="/dev/idp/{code}", dependencies=[public("development providers, behind interlocks")]
)
MOST_SHOWN = 20


class Asked(BaseModel):
    """The platform's own authorization request, in the query of the page."""

    response_type: Literal["code"]
    client_id: str
    redirect_uri: str
    state: str
    nonce: str
    code_challenge: Annotated[str, Field(min_length=43, max_length=43)]
    code_challenge_method: Literal["S256"]


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the provider can vouch for."""

    name: str
    function: str
    role: Refusal
    subject: str


def for_browsers(address: str) -> str:
    """Where a browser finds a page of a development provider; other addresses stay as they are."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host.endswith(SUFFIX):
        return address
    return f"/dev/idp/{host.removesuffix(SUFFIX)}{parts.path}?{parts.query}"


def _registered(request: Request, code: str, db: Db, asked: Annotated[Asked, Query()]) -> Asked:
    """Exact redirect addresses, as any provider must hold to."""
    settings: Settings = request.app.state.settings
    wanted = select(Provider.path).where(
        Provider.issuer == issuer_of(code), Provider.client_id == asked.client_id
    )
    path = db.exec(wanted).one_or_none()
    if path is None or asked.redirect_uri != f"{settings.public_origin}/auth/cb/{path}":
        raise Unreachable
    return asked


Registered = Annotated[Asked, Depends(_registered)]


@router.get("/authorize")
def choose_person(
    request: Request, code: str, db: Db, _viewer: Viewer, _asked: Registered
) -> Response:
    people = _people(db, issuer_of(code))
    return page(request, "development/authorize.html", people=people, code=code.upper())


@router.post("/authorize")
def grant_code(
    request: Request, code: str, asked: Registered, subject: Annotated[str, Form(max_length=255)]
) -> Response:
    providers: Providers = request.app.state.development_providers
    grant = _grant(issuer_of(code), asked, subject)
    answer = {"code": providers.grant(grant), "state": asked.state, "iss": grant.issuer}
    # Without the host, so that both names of this machine keep their cookies.
    return RedirectResponse(f"{urlsplit(asked.redirect_uri).path}?{urlencode(answer)}", 303)


@router.get("/end-session")
def end_session(request: Request, code: str, _db: Db, _viewer: Viewer) -> Response:
    return page(request, "development/end_session.html", code=code.upper())


def _grant(issuer: str, asked: Asked, subject: str) -> Grant:
    return Grant(
        issuer=issuer,
        client_id=asked.client_id,
        redirect_uri=asked.redirect_uri,
        challenge=asked.code_challenge,
        nonce=asked.nonce,
        subject=subject,
        expires=now() + CODE_LIVES,
    )


def _people(db: database.Db, issuer: str) -> list[Candidate]:
    """The people of one provider, the cast before the members that were added to it."""
    wanted = (
        select(Person, Office.role, Identity.subject)
        .join(Identity, col(Identity.person_id) == Person.id)
        .join(Office, col(Office.person_id) == Person.id)
        .where(Identity.issuer == issuer, Person.active, running())
        .order_by(col(Person.id))
        .limit(MOST_SHOWN)
    )
    return [
        Candidate(person.name, person.function, ROLE_NAMES[Role(role)], subject)
        for person, role, subject in db.exec(wanted)
    ]
