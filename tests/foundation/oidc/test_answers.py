"""A provider that fails, or answers badly, signs nobody in and breaks nothing."""

from collections.abc import Callable

import pytest
from starlette.responses import RedirectResponse, Response

from server.foundation.http import Unreached
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.flow import Oidc
from tests.foundation.oidc.scripted import (
    ANSWER,
    CLIENT,
    DOCUMENT,
    SECRETS,
    Scripted,
    claims,
    signed,
)


def packed() -> Response:
    return Response(b"\x1f\x8b", headers={"Content-Encoding": "gzip"})


FAILURES: dict[str, Callable[[], Response]] = {
    "down": lambda: Response(status_code=500),
    "a page": lambda: Response("<html>", media_type="text/html"),
    "not JSON": lambda: Response("{", media_type="application/json"),
    "a list": lambda: Response("[]", media_type="application/json"),
    "brackets": lambda: Response("[" * 100_000, media_type="application/json"),
    "elsewhere": lambda: RedirectResponse("https://evil.example/token", 307),
    "huge": lambda: Response(b'"' + b"x" * 300_000 + b'"', media_type="application/json"),
    "packed": packed,
}


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES.keys())
@pytest.mark.parametrize("path", [DOCUMENT, "/token", "/jwks"])
async def test_a_provider_that_answers_badly_signs_nobody_in(
    oidc: Oidc, scripted: Scripted, path: str, answer: Callable[[], Response]
) -> None:
    scripted.answers[path] = answer()
    with pytest.raises((Unreached, Distrusted)):
        await oidc.finish(CLIENT, ANSWER, SECRETS)


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "invalid_grant"},
        {"error": {"not": "text"}},
        {},
        {"id_token": 7},
        {"id_token": None},
        {"id_token": ["a", "b"]},
    ],
)
async def test_an_answer_without_a_token_signs_nobody_in(
    oidc: Oidc, scripted: Scripted, answer: object
) -> None:
    scripted.say("/token", answer)
    with pytest.raises(Distrusted):
        await oidc.finish(CLIENT, ANSWER, SECRETS)


@pytest.mark.parametrize("odd", [{"expires_in": "soon"}, {"expires_in": []}, {"expires_at": {}}])
async def test_what_else_the_token_answer_says_is_not_read(
    oidc: Oidc, scripted: Scripted, odd: dict[str, object]
) -> None:
    scripted.say_token(signed(claims(), scripted.key), **odd)
    assert (await oidc.finish(CLIENT, ANSWER, SECRETS)).subject == "a-person"
