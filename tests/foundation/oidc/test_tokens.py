"""A token is believed when everything holds, and refused when one thing does not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable

import pytest
from joserfc.jwk import ECKey, Key, KeySet, OctKey, OKPKey, RSAKey

from server.foundation.oidc.discovery import ALGORITHMS, Distrusted
from server.foundation.oidc.tokens import Expected, read_id_token
from tests.conftest import Clock
from tests.foundation.oidc.scripted import CLIENT, ISSUER, SECRETS, a_key, claims, signed

KEY = a_key()
OTHER = a_key()
RSA = RSAKey.generate_key(2048, {"use": "sig"}, auto_kid=True)
ED = OKPKey.generate_key("Ed25519", {"use": "sig"}, auto_kid=True)
HOUR = 3600
pytestmark = pytest.mark.usefixtures("clock")


def read(token: str, *keys: Key, access_token: str | None = "secret") -> str:
    expected = Expected(ISSUER, CLIENT.client_id, SECRETS.nonce, ALGORITHMS, access_token)
    return read_id_token(token, KeySet(list(keys or (KEY,))), expected).subject


def part(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def by_hand(header: dict[str, object], said: object = None, secret: bytes = b"") -> str:
    """What no library agrees to build."""
    signing = f"{part(header)}.{part(claims() if said is None else said)}"
    digest = hmac.new(secret, signing.encode(), hashlib.sha256).digest()
    return f"{signing}.{base64.urlsafe_b64encode(digest).decode().rstrip('=') if secret else ''}"


def at(seconds: float) -> float:
    issued = claims()["iat"]
    assert isinstance(issued, int)
    return issued + seconds


GOOD: dict[str, Callable[[], str]] = {
    "plain": lambda: signed(claims(), KEY),
    "audience as a list": lambda: signed(claims(aud=[CLIENT.client_id]), KEY),
    "azp is ours": lambda: signed(claims(azp=CLIENT.client_id), KEY),
    "no typ": lambda: signed(claims(), KEY, typ=None),
    "issued 59 s ahead": lambda: signed(claims(iat=at(59), exp=at(300)), KEY),
    "expired 59 s ago": lambda: signed(claims(iat=at(-300), exp=at(-59)), KEY),
    "ten minutes old": lambda: signed(claims(iat=at(-600)), KEY),
    "subject of 255": lambda: signed(claims(sub="s" * 255), KEY),
    "no kid, one key": lambda: signed(claims(), KEY, kid=None),
}


@pytest.mark.parametrize("token", GOOD.values(), ids=GOOD.keys())
def test_a_token_that_holds_is_believed(token: Callable[[], str]) -> None:
    assert read(token())


@pytest.mark.parametrize("alg", ["RS256", "PS256"])
def test_rsa_signatures_are_believed(alg: str) -> None:
    assert read(signed(claims(), RSA, alg), RSA) == "a-person"


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize("alg", ["EdDSA", "Ed25519"])
def test_edwards_signatures_are_believed(alg: str) -> None:
    assert read(signed(claims(), ED, alg), ED) == "a-person"


def test_a_key_is_found_by_its_name_among_many() -> None:
    assert read(signed(claims(), KEY), OTHER, RSA, ED, KEY) == "a-person"


BAD: dict[str, Callable[[], str]] = {
    "alg none": lambda: by_hand({"alg": "none"}),
    "alg None in capitals": lambda: by_hand({"alg": "NONE"}),
    "public key as HMAC secret": lambda: by_hand(
        {"alg": "HS256", "kid": KEY.kid}, secret=KEY.as_pem(private=False)
    ),
    "public JWK as HMAC secret": lambda: by_hand(
        {"alg": "HS256", "kid": KEY.kid}, secret=json.dumps(KEY.as_dict(private=False)).encode()
    ),
    "public key as HMAC secret, said to be ES256": lambda: by_hand(
        {"alg": "ES256", "kid": KEY.kid}, secret=KEY.as_pem(private=False)
    ),
    "HMAC": lambda: signed(claims(), OctKey.generate_key(256, auto_kid=True), "HS256"),
    "signed by another": lambda: signed(claims(), OTHER, kid=KEY.kid),
    "unknown key": lambda: signed(claims(), OTHER),
    "another curve": lambda: signed(claims(), ECKey.generate_key("P-384", auto_kid=True), "ES384"),
    "key of the token's own": lambda: signed(claims(), OTHER, jwk=OTHER.as_dict(private=False)),
    "own key beside ours": lambda: signed(claims(), KEY, jwk=OTHER.as_dict(private=False)),
    "key from an address": lambda: signed(claims(), KEY, jku="https://evil.example/jwks"),
    "demands": lambda: by_hand({"alg": "ES256", "kid": KEY.kid, "crit": ["exp"]}),
    "logout token": lambda: signed(claims(), KEY, typ="logout+jwt"),
    "access token": lambda: signed(claims(), KEY, typ="at+jwt"),
    "changed after signing": lambda: signed(claims(), KEY)[:-4] + "AAAA",
    "no signature": lambda: signed(claims(), KEY).rpartition(".")[0] + ".",
    "two parts": lambda: signed(claims(), KEY).rpartition(".")[0],
    "no token": lambda: "",
    "not letters": lambda: "ş.ğ.ı",
    "an array as header": lambda: "W10.e30.AA",
    "an array as claims": lambda: by_hand({"alg": "ES256", "kid": KEY.kid}, []),
    "brackets without end": lambda: base64.urlsafe_b64encode(b"[" * 9000).decode() + ".e30.AA",
    "20 kB": lambda: signed(claims(more="x" * 20_000), KEY),
    "another issuer": lambda: signed(claims(iss="https://id.other.example"), KEY),
    "issuer with a slash": lambda: signed(claims(iss=f"{ISSUER}/"), KEY),
    "no issuer": lambda: signed(claims(iss=None), KEY),
    "another audience": lambda: signed(claims(aud="another"), KEY),
    "another audience, our azp": lambda: signed(claims(aud="another", azp="ffwg"), KEY),
    "two audiences": lambda: signed(claims(aud=["ffwg", "another"]), KEY),
    "no audience": lambda: signed(claims(aud=None), KEY),
    "empty audience": lambda: signed(claims(aud=[]), KEY),
    "another azp": lambda: signed(claims(azp="another"), KEY),
    "wrong nonce": lambda: signed(claims(nonce="another"), KEY),
    "no nonce": lambda: signed(claims(nonce=None), KEY),
    "nonce in a list": lambda: signed(claims(nonce=[SECRETS.nonce]), KEY),
    "expired 61 s ago": lambda: signed(claims(iat=at(-300), exp=at(-61)), KEY),
    "no expiry": lambda: signed(claims(exp=None), KEY),
    "expiry is never": lambda: signed(claims(exp=float("inf")), KEY),
    "expiry is no number": lambda: signed(claims(exp=float("nan")), KEY),
    "expiry as text": lambda: signed(claims(exp="9999999999"), KEY),
    "expiry as truth": lambda: signed(claims(exp=True), KEY),
    "expires before it is issued": lambda: signed(claims(iat=at(30), exp=at(20)), KEY),
    "a year old": lambda: signed(claims(iat=at(-365 * 24 * HOUR), exp=at(HOUR)), KEY),
    "601 s old": lambda: signed(claims(iat=at(-601)), KEY),
    "issued 61 s ahead": lambda: signed(claims(iat=at(61), exp=at(600)), KEY),
    "no issue time": lambda: signed(claims(iat=None), KEY),
    "issue time is no number": lambda: signed(claims(iat=float("nan")), KEY),
    "not valid for 61 s": lambda: signed(claims(nbf=at(61)), KEY),
    "no subject": lambda: signed(claims(sub=None), KEY),
    "empty subject": lambda: signed(claims(sub=""), KEY),
    "subject of 256": lambda: signed(claims(sub="s" * 256), KEY),
    "subject of 10 kB": lambda: signed(claims(sub="s" * 10_000), KEY),
    "subject is a number": lambda: signed(claims(sub=7), KEY),
    "subject not ASCII": lambda: signed(claims(sub="ışık"), KEY),
    "subject with a null": lambda: signed(claims(sub="a\0b"), KEY),
    "session of 256": lambda: signed(claims(sid="s" * 256), KEY),
    "session is a list": lambda: signed(claims(sid=["s"]), KEY),
    "wrong at_hash": lambda: signed(claims(at_hash="AAAAAAAAAAAAAAAAAAAAAA"), KEY),
}


@pytest.mark.parametrize("token", BAD.values(), ids=BAD.keys())
def test_a_token_is_refused_for_one_thing_that_does_not_hold(token: Callable[[], str]) -> None:
    with pytest.raises(Distrusted):
        read(token())


def test_without_a_key_name_one_of_several_keys_is_not_guessed() -> None:
    with pytest.raises(Distrusted):
        read(signed(claims(), KEY, kid=None), KEY, OTHER)


def test_an_algorithm_that_the_provider_never_offered_is_refused() -> None:
    expected = Expected(ISSUER, CLIENT.client_id, SECRETS.nonce, ("ES256",))
    with pytest.raises(Distrusted):
        read_id_token(signed(claims(), RSA, "RS256"), KeySet([RSA]), expected)


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize(
    ("key", "alg", "digest"), [(KEY, "ES256", "sha256"), (ED, "EdDSA", "sha512")]
)
def test_the_hash_of_the_access_token_must_be_its_own(key: Key, alg: str, digest: str) -> None:
    whole = hashlib.new(digest, b"secret").digest()
    half = base64.urlsafe_b64encode(whole[: len(whole) // 2]).decode().rstrip("=")
    token = signed(claims(at_hash=half), key, alg)
    assert read(token, key)
    for other in ("another", None):
        with pytest.raises(Distrusted):
            read(token, key, access_token=other)


def test_an_empty_nonce_of_ours_believes_nothing() -> None:
    expected = Expected(ISSUER, CLIENT.client_id, "", ALGORITHMS)
    with pytest.raises(Distrusted):
        read_id_token(signed(claims(nonce=""), KEY), KeySet([KEY]), expected)


def test_a_token_grows_old_with_the_clock(clock: Clock) -> None:
    token = signed(claims(), KEY)
    assert read(token)
    clock.move(seconds=361)
    with pytest.raises(Distrusted):
        read(token)
