"""The development provider is strict: one code, once, for whom it was given, in a minute."""

import base64
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from server.development.provider import CODE_LIVES, Grant, Providers, issuer_of
from server.foundation.clock import now
from server.foundation.oidc.own_keys import OwnKeys
from tests.conftest import Clock
from tests.entrance.steps import Browser, Doors

NAME = "0123456789ab"
ISSUER = issuer_of("AZ")
VERIFIER = "v" * 64
BACK = f"https://localhost:8300/auth/cb/{NAME}"


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> OwnKeys:
    return OwnKeys(tmp_path)


@pytest.fixture
def providers(keys: OwnKeys) -> Providers:
    return Providers(keys)


@pytest.fixture
async def http(providers: Providers) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=providers.app)
    async with httpx2.AsyncClient(transport=transport, base_url=ISSUER) as http:
        yield http


def a_code(providers: Providers, issuer: str = ISSUER) -> str:
    digest = hashlib.sha256(VERIFIER.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    lives = now() + CODE_LIVES
    return providers.grant(Grant(issuer, "ffwg", BACK, challenge, "a-nonce", "leyla", lives))


def asked(
    keys: OwnKeys, code: str, signer: ECKey | None = None, **changes: object
) -> dict[str, str]:
    moment = int(now().timestamp())
    said: dict[str, object] = {
        "iss": "ffwg",
        "sub": "ffwg",
        "aud": ISSUER,
        "iat": moment,
        "exp": moment + 60,
    }
    key = signer or keys.of(NAME)
    return {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "code_verifier": VERIFIER,
        "client_assertion": jwt.encode({"alg": "ES256"}, {**said, **changes}, key),
    }


async def test_a_code_buys_a_token_once(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys
) -> None:
    code = a_code(providers)
    first = await http.post("/token", data=asked(keys, code))
    assert first.status_code == 200
    assert first.json()["token_type"] == "Bearer"
    second = await http.post("/token", data=asked(keys, code))
    assert (second.status_code, second.json()) == (400, {"error": "invalid_grant"})


async def test_the_access_token_tells_the_subject(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys
) -> None:
    bought = (await http.post("/token", data=asked(keys, a_code(providers)))).json()
    bearer = {"Authorization": f"Bearer {bought['access_token']}"}
    assert (await http.get("/userinfo", headers=bearer)).json() == {"sub": "leyla"}
    elsewhere = await http.get(f"{issuer_of('TR')}/userinfo", headers=bearer)
    assert elsewhere.status_code == 401
    assert (await http.get("/userinfo")).status_code == 401


async def test_a_code_lives_for_a_minute(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys, clock: Clock
) -> None:
    code = a_code(providers)
    clock.move(seconds=60)
    assert (await http.post("/token", data=asked(keys, code))).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "a guess"),
        ("code", ""),
        ("grant_type", "password"),
        ("redirect_uri", f"{BACK}/"),
        ("redirect_uri", "https://evil.example/auth/cb/0123456789ab"),
        ("code_verifier", "w" * 64),
        ("code_verifier", ""),
        ("client_assertion", ""),
        ("client_assertion", "a.b.c"),
    ],
)
async def test_a_code_is_given_to_whom_it_was_promised(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys, field: str, value: str
) -> None:
    code = a_code(providers)
    refused = await http.post("/token", data={**asked(keys, code), field: value})
    assert refused.status_code == 400
    if field != "code":
        assert (await http.post("/token", data=asked(keys, code))).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "another"},
        {"sub": "another"},
        {"aud": f"{ISSUER}/token"},
        {"aud": issuer_of("TR")},
        {"exp": 0},
        {"exp": 99_999_999_999},
        {"exp": "soon"},
    ],
)
async def test_the_client_proves_who_it_is_to_this_issuer(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys, changes: dict[str, object]
) -> None:
    refused = await http.post("/token", data=asked(keys, a_code(providers), None, **changes))
    assert refused.status_code == 400


async def test_another_key_proves_nothing(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys
) -> None:
    other = ECKey.generate_key("P-256")
    assert (
        await http.post("/token", data=asked(keys, a_code(providers), other))
    ).status_code == 400


async def test_a_code_of_another_issuer_is_refused(
    http: httpx2.AsyncClient, providers: Providers, keys: OwnKeys
) -> None:
    code = a_code(providers, issuer_of("TR"))
    assert (await http.post("/token", data=asked(keys, code))).status_code == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("redirect_uri", "https://evil.example/auth/cb/0123456789ab"),
        ("redirect_uri", "https://localhost:8300/"),
        ("client_id", "another"),
        ("code_challenge_method", "plain"),
        ("code_challenge", ""),
        ("code_challenge", "short"),
        ("response_type", "token"),
        ("state", None),
        ("nonce", None),
    ],
)
def test_the_picker_opens_for_a_registered_request_only(
    browser: Browser, doors: Doors, field: str, value: str | None
) -> None:
    address = urlsplit(browser.start(doors["AZ"]))
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert browser.get(address.path, params=asked).status_code == 200
    spoilt = {name: text for name, text in {**asked, field: value}.items() if text is not None}
    assert browser.get(address.path, params=spoilt).status_code in (404, 422)
    posted = browser.post(address.path, params=spoilt, data={"subject": "az-delegate"})
    assert posted.status_code in (404, 422)


def test_the_picker_of_another_delegation_does_not_open(browser: Browser, doors: Doors) -> None:
    address = browser.start(doors["AZ"]).replace("/idp/az/", "/idp/ro/")
    assert browser.get(address).status_code == 404
