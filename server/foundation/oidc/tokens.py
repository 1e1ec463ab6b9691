"""What an ID token must say before we believe it (OpenID Connect Core 3.1.3.7, and stricter)."""

import base64
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry, extract_compact

from server.foundation.clock import now
from server.foundation.oidc.discovery import Distrusted

SKEW = 60
OLDEST = 600
LONGEST = 16_384
FOREIGN = frozenset({"crit", "jwk", "jku", "x5u", "x5c"})
"""Header members that would bring a key, or a demand, of the token's own."""

# What the libraries below raise on text that somebody spoilt on purpose.
_SPOILT = (JoseError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Expected:
    """What the token must say for us to believe it."""

    issuer: str
    client_id: str
    nonce: str
    algorithms: tuple[str, ...]
    access_token: str | None = None


@dataclass(frozen=True)
class Said:
    """What is believed of an ID token."""

    issuer: str
    subject: str
    session: str | None


def key_of(token: str) -> str | None:
    """The key id a token names, before anything in it is believed."""
    if len(token) > LONGEST:
        raise Distrusted("token size")
    try:
        kid = extract_compact(token.encode()).headers().get("kid")
    except _SPOILT as error:
        raise Distrusted("token form") from error
    return kid if isinstance(kid, str) else None


def read_id_token(token: str, keys: KeySet, expected: Expected) -> Said:
    """Raises Distrusted unless everything holds."""
    key_of(token)
    algorithms = list(expected.algorithms)
    try:
        read = jwt.decode(token, keys, algorithms, JWSRegistry(algorithms=algorithms))
    except _SPOILT as error:
        raise Distrusted("signature") from error
    _judge_header(read.header)
    claims: Mapping[str, object] = read.claims
    _judge_issue(claims, expected)
    _judge_times(claims)
    _judge_access_token(claims, str(read.header["alg"]), expected.access_token)
    session = claims.get("sid")
    return Said(
        issuer=expected.issuer,
        subject=_short_text(claims.get("sub"), "sub"),
        session=None if session is None else _short_text(session, "sid"),
    )


def _judge_header(header: Mapping[str, object]) -> None:
    if str(header.get("typ", "JWT")).upper() != "JWT":
        raise Distrusted("typ")
    if FOREIGN & set(header):
        raise Distrusted("header")


def _judge_issue(claims: Mapping[str, object], expected: Expected) -> None:
    client = expected.client_id
    if claims.get("iss") != expected.issuer:
        raise Distrusted("iss")
    if not expected.nonce or claims.get("nonce") != expected.nonce:
        raise Distrusted("nonce")
    if claims.get("aud") not in (client, [client]):
        raise Distrusted("aud")
    if claims.get("azp", client) != client:
        raise Distrusted("azp")


def _judge_times(claims: Mapping[str, object]) -> None:
    seconds = now().timestamp()
    issued, expires = _seconds(claims, "iat"), _seconds(claims, "exp")
    not_before = _seconds(claims, "nbf") if "nbf" in claims else issued
    if expires <= seconds - SKEW or expires <= issued:
        raise Distrusted("exp")
    if not seconds - OLDEST <= issued <= seconds + SKEW:
        raise Distrusted("iat")
    if not_before > seconds + SKEW:
        raise Distrusted("nbf")


def _seconds(claims: Mapping[str, object], name: str) -> float:
    """A finite number: every comparison with NaN is false, so it would never expire."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Distrusted(name)
    if not (isinstance(value, int) or math.isfinite(value)):
        raise Distrusted(name)
    return value


def _judge_access_token(claims: Mapping[str, object], alg: str, token: str | None) -> None:
    """`at_hash` is optional in the code flow; where it is given, it must hold."""
    if "at_hash" not in claims:
        return
    digest = hashlib.sha512 if alg.startswith("Ed") else hashlib.sha256
    whole = digest((token or "").encode()).digest()
    half = base64.urlsafe_b64encode(whole[: len(whole) // 2]).decode().rstrip("=")
    if token is None or claims["at_hash"] != half:
        raise Distrusted("at_hash")


def _short_text(value: object, name: str) -> str:
    """Printable ASCII of 1 to 255 characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= 255:
        raise Distrusted(name)
    if not (value.isascii() and value.isprintable()):
        raise Distrusted(name)
    return value
