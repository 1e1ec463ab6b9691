"""Exceptions that are answers, each shown as a page, a fragment or problem+json."""

import logging
import secrets
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from server.foundation.database import Busy
from server.foundation.pages import page, say_for, wants_json
from server.foundation.refusals import (
    Denied,
    NotUnderstood,
    Refusal,
    Refused,
    SignInNeeded,
    TooMany,
    Unreachable,
)

log = logging.getLogger(__name__)

SENTENCES = {
    400: Refusal("The request could not be understood."),
    401: Refusal("Please sign in first."),
    403: Refusal("You may not do this."),
    404: Refusal("There is no such page, or you may not see it."),
    405: Refusal("This address does not take that kind of request."),
    409: Refusal("This cannot be done now."),
    413: Refusal("What you sent is too large."),
    422: Refusal("Something in the form needs your attention."),
    429: Refusal("That was a little too fast. Please wait a moment and try again."),
    500: Refusal("Something failed on our side. Nothing was changed. It is on record."),
    503: Refusal("The platform is very busy. Nothing was changed; please try again."),
}
CROSS_SITE = Refusal("This request did not come from a page of this platform, so it was refused.")


class Answer(Exception):
    """Carries a finished answer past the transaction, which rolls back on its way."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


def problem(
    request: Request, status: int, refusal: Refusal | None = None, retry: int | None = None
) -> Response:
    """The answer for a status, in the reader's language, with a reference to quote."""
    refusal = refusal or SENTENCES.get(status, SENTENCES[400 if status < 500 else 500])
    reference = secrets.token_hex(4).upper()
    log.info("answered %s %s on %s", status, reference, request.url.path)
    headers = {"Retry-After": str(retry)} if retry else {}
    if wants_json(request):
        title = HTTPStatus(status).phrase
        detail = say_for(request, refusal)
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JSONResponse(
            {**body, "instance": f"urn:ffwg:{reference}"},
            status,
            headers,
            media_type="application/problem+json",
        )
    shown = page(request, "error.html", status=status, sentence=refusal, reference=reference)
    shown.headers.update(headers)
    return shown


def install(app: FastAPI) -> None:
    """Gives each exception its answer."""

    def answer(kind: type[Exception], status: int) -> None:
        async def handler(request: Request, error: Exception) -> Response:
            refusal = getattr(error, "refusal", None)
            return problem(request, status, refusal, getattr(error, "retry_after", None))

        app.add_exception_handler(kind, handler)

    answer(Unreachable, 404)
    answer(Denied, 403)
    answer(Refused, 409)
    answer(NotUnderstood, 422)
    answer(TooMany, 429)
    answer(Busy, 503)
    app.add_exception_handler(Answer, _finished)
    app.add_exception_handler(SignInNeeded, _sign_in)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _failed)


async def _finished(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Answer)
    return error.response


async def _sign_in(request: Request, _error: Exception) -> Response:
    if wants_json(request) or "HX-Request" in request.headers:
        return problem(request, 401)
    # After a refused post there is no page to come back to but the one it was sent from.
    back = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/sign-in?next={quote(back)}", 303)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(request, error.status_code)


async def _not_understood(request: Request, error: Exception) -> Response:
    """An address that does not parse is an unknown one; anything else was typed wrong."""
    assert isinstance(error, RequestValidationError)
    in_path = any(entry["loc"][0] == "path" for entry in error.errors())
    return problem(request, 404 if in_path else 422)


async def _failed(request: Request, error: Exception) -> Response:
    log.exception("failed on %s", request.url.path, exc_info=error)
    return problem(request, 500)
