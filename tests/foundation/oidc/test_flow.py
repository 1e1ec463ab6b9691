"""The code flow with a scripted provider: what we ask, and which answers we believe."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt

from server.foundation.clock import now
from server.foundation.oidc.discovery import Distrusted
from server.foundation.oidc.flow import Declined, Oidc
from tests.conftest import Clock
from tests.foundation.oidc.scripted import (
    ANSWER,
    CLIENT,
    DOCUMENT,
    ISSUER,
    SECRETS,
    Scripted,
    a_document,
    a_key,
    claims,
    signed,
)


async def test_the_request_asks_for_a_code_with_proof(oidc: Oidc) -> None:
    address = urlsplit(await oidc.authorization(CLIENT, SECRETS))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    challenge = asked.pop("code_challenge")
    assert len(challenge) == 43
    assert challenge != SECRETS.code_verifier
    assert asked == {
        "response_type": "code",
        "client_id": "ffwg",
        "redirect_uri": CLIENT.redirect_uri,
        "scope": "openid",
        "state": SECRETS.state,
        "nonce": SECRETS.nonce,
        "code_challenge_method": "S256",
        "response_mode": "query",
    }


async def test_a_hostile_document_changes_nothing_of_the_request(
    oidc: Oidc, scripted: Scripted
) -> None:
    plain = await oidc.authorization(CLIENT, SECRETS)
    hostile: dict[str, object] = {
        "code_challenge_method": None,
        "response_type": "token",
        "response_mode": "form_post",
        "scope": "offline_access",
        "client_id": "another",
        "prompt": "none",
        "token_endpoint_auth_method": "none",
        "grant_type": "password",
        "proxy": "https://evil.example",
        "headers": {"X-Evil": "1"},
        "base_url": "https://evil.example",
    }
    scripted.say(DOCUMENT, a_document(**hostile))
    another = Oidc(scripted.outgoing, Path("unused"))
    another.own_keys = oidc.own_keys
    assert await another.authorization(CLIENT, SECRETS) == plain
    assert (await another.finish(CLIENT, ANSWER, SECRETS)).subject == "a-person"
    assert {path for path, _form in scripted.asked} == {DOCUMENT, "/token", "/jwks"}


async def test_a_good_answer_is_believed(oidc: Oidc, scripted: Scripted) -> None:
    scripted.say_token(signed(claims(sid="their-session"), scripted.key))
    said = await oidc.finish(CLIENT, ANSWER, SECRETS)
    assert (said.issuer, said.subject, said.session) == (ISSUER, "a-person", "their-session")


async def test_we_prove_who_we_are_to_the_issuer_alone(oidc: Oidc, scripted: Scripted) -> None:
    await oidc.finish(CLIENT, ANSWER, SECRETS)
    form = dict(scripted.asked)["/token"]
    proof = jwt.decode(form.pop("client_assertion"), oidc.own_keys.of(CLIENT.key_name))
    assert form == {
        "grant_type": "authorization_code",
        "code": "the-code",
        "redirect_uri": CLIENT.redirect_uri,
        "code_verifier": SECRETS.code_verifier,
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    } | {name: form[name] for name in ("client_id",) if name in form}
    assert proof.header["alg"] == "ES256"
    assert proof.header["typ"] == "client-authentication+jwt"
    assert proof.claims["aud"] == ISSUER
    assert proof.claims["iss"] == proof.claims["sub"] == "ffwg"
    assert proof.claims["exp"] - proof.claims["iat"] == 60
    assert proof.claims["iat"] == int(now().timestamp())
    assert len(proof.claims["jti"]) >= 32


async def test_a_new_key_of_the_provider_is_found(
    oidc: Oidc, scripted: Scripted, clock: Clock
) -> None:
    await oidc.finish(CLIENT, ANSWER, SECRETS)
    clock.move(minutes=2)
    fresh = a_key()
    scripted.say("/jwks", {"keys": [fresh.as_dict(private=False)]})
    scripted.say_token(signed(claims(), fresh))
    assert (await oidc.finish(CLIENT, ANSWER, SECRETS)).subject == "a-person"


@pytest.mark.parametrize(
    "answer",
    [
        {**ANSWER, "iss": "https://id.other.example"},
        {**ANSWER, "iss": f"{ISSUER}/"},
        {**ANSWER, "iss": ""},
        {"code": "the-code"},
        {"iss": ISSUER},
        {"iss": ISSUER, "code": ""},
        {"error": "access_denied"},
    ],
)
async def test_an_answer_that_does_not_hold_is_never_spent(
    oidc: Oidc, scripted: Scripted, answer: dict[str, str]
) -> None:
    with pytest.raises(Distrusted):
        await oidc.finish(CLIENT, answer, SECRETS)
    assert scripted.times_asked("/token") == 0


async def test_a_provider_that_declines_is_told_from_one_that_lies(oidc: Oidc) -> None:
    with pytest.raises(Declined):
        await oidc.finish(CLIENT, {"error": "access_denied", "iss": ISSUER}, SECRETS)


async def test_an_issuer_that_never_promised_iss_may_leave_it_out(
    oidc: Oidc, scripted: Scripted
) -> None:
    scripted.say(DOCUMENT, a_document(authorization_response_iss_parameter_supported=False))
    assert (await oidc.finish(CLIENT, {"code": "the-code"}, SECRETS)).subject == "a-person"


async def test_the_way_out_names_us_and_the_way_back(oidc: Oidc, scripted: Scripted) -> None:
    assert await oidc.farewell(CLIENT, "https://ffwg.test/") is None
    scripted.say(DOCUMENT, a_document(end_session_endpoint=f"{ISSUER}/bye"))
    another = Oidc(scripted.outgoing, Path("unused"))
    farewell = await another.farewell(CLIENT, "https://ffwg.test/")
    assert farewell == (
        f"{ISSUER}/bye?client_id=ffwg&post_logout_redirect_uri=https%3A%2F%2Fffwg.test%2F"
    )
