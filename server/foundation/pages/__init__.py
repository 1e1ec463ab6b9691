"""Pages and pieces: one template piece serves the page, the htmx reply and the socket."""

import base64
import json
from typing import Protocol

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from server.foundation.language import catalogues, choosing
from server.foundation.pages.environments import environment
from server.foundation.refusals import Refusal, Value

SAID = "__Host-said"
"""Carries one confirmation sentence to the next page; it holds nothing else."""


class Reader(Protocol):
    """What a page needs to know of whoever reads it."""

    @property
    def language(self) -> str | None: ...
    @property
    def zone(self) -> str | None: ...
    @property
    def signed_in(self) -> bool: ...


def language_of(request: Request) -> str:
    """The reader's language; settled once for a request, as soon as the reader is known."""
    reader: Reader | None = getattr(request.state, "viewer", None)
    return choosing.choose(
        asked=request.query_params.get("lang"),
        profile=reader.language if reader else None,
        cookie=request.cookies.get("lang"),
        accepted=request.headers.get("accept-language", ""),
    )


def zone_of(request: Request) -> str:
    """The reader's time zone: from the profile, else as the browser last said, else UTC."""
    reader: Reader | None = getattr(request.state, "viewer", None)
    return choosing.zone(reader.zone if reader else None, request.cookies.get("zone"))


def page(request: Request, template: str, **context: object) -> HTMLResponse:
    """A whole page for this reader, answered 200 unless the context has another `status`."""
    language = language_of(request)
    said = _said(request)
    context = {"status": 200, **context}
    body = (
        environment(language)
        .get_template(template)
        .render(
            request=request,
            viewer=getattr(request.state, "viewer", None) or request.app.state.anonymous,
            nonce=request.state.nonce,
            path=request.url.path,
            zone=zone_of(request),
            said=said,
            settings_development=request.app.state.settings.development,
            **context,
        )
    )
    response = HTMLResponse(body, int(str(context["status"])))
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    if said:
        response.delete_cookie(SAID, secure=True, httponly=True, samesite="lax")
    return response


def piece(language: str, template: str, **context: object) -> str:
    """A piece that knows no viewer, the same for everybody who reads this language."""
    return environment(language).get_template(template).render(**context)


def reply(request: Request, template: str, or_go_to: str, **context: object) -> Response:
    """The piece alone to htmx; to a plain form, the way back to the page that holds it."""
    if "HX-Request" in request.headers:
        return HTMLResponse(piece(language_of(request), template, **context))
    return redirect(or_go_to)


def redirect(address: str, said: Refusal | None = None) -> RedirectResponse:
    """303 to a page of ours, which says `said` once at its top."""
    response = RedirectResponse(address, 303)
    if said:
        content = json.dumps([said.sentence, dict(said.values)], default=str)
        value = base64.urlsafe_b64encode(content.encode()).decode()
        response.set_cookie(SAID, value, max_age=60, secure=True, httponly=True, samesite="lax")
    return response


def say_for(request: Request, sentence: Refusal) -> str:
    return catalogues.say(language_of(request), sentence)


def wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _said(request: Request) -> Refusal | None:
    carried = request.cookies.get(SAID)
    if not carried:
        return None
    try:
        sentence, values = json.loads(base64.urlsafe_b64decode(carried))
        typed: dict[str, Value] = {str(name): str(value) for name, value in values.items()}
        said = Refusal(str(sentence), **typed)
        str(said)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None  # a spoilt cookie of the reader's own: nothing to confirm
    return said
