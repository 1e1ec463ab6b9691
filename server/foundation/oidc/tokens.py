"""What an ID token must say before we believe it (OpenID Connect Core 3.1.3.7, and stricter)."""

from collections.abc import Mapping, Sequence
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
    except (JoseError, ValueError) as error:
        raise Distrusted("token form") from error
    return kid if isinstance(kid, str) else None


def read_id_token(
    token: str,
    keys: KeySet,
    algorithms: Sequence[str],
    *,
    issuer: str,
    client_id: str,
    nonce: str,
) -> Said:
    """Raises Distrusted unless everything holds."""
    key_of(token)
    try:
        read = jwt.decode(token, keys, algorithms=list(algorithms), registry=_registry(algorithms))
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise Distrusted("signature") from error
    if str(read.header.get("typ", "JWT")).upper() != "JWT" or "crit" in read.header:
        raise Distrusted("typ")
    claims = read.claims
    _must_equal(claims, {"iss": issuer, "nonce": nonce})
    _judge_audience(claims, client_id)
    _judge_times(claims)
    session = claims.get("sid")
    return Said(issuer, _subject(claims), session if isinstance(session, str) else None)


def _registry(algorithms: Sequence[str]) -> JWSRegistry:
    return JWSRegistry(algorithms=list(algorithms))


def _must_equal(claims: Mapping[str, object], wanted: Mapping[str, str]) -> None:
    for name, value in wanted.items():
        if claims.get(name) != value:
            raise Distrusted(name)


def _judge_audience(claims: Mapping[str, object], client_id: str) -> None:
    if claims.get("aud") not in (client_id, [client_id]):
        raise Distrusted("aud")
    if claims.get("azp", client_id) != client_id:
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
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Distrusted(name)
    return value


def _subject(claims: Mapping[str, object]) -> str:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not subject.isascii():
        raise Distrusted("sub")
    return subject
