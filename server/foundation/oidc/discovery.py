"""A provider's own document: fetched, cut down to what we know, and judged."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from server.foundation.http import Outgoing, Unreached

ALGORITHMS = ("ES256", "PS256", "RS256", "EdDSA")
"""Ours; what a document lists only narrows them. Never HS*, never none."""


class Distrusted(Exception):  # noqa: N818
    """What a provider said does not hold; the reason is for the log, never for the page."""


@dataclass(frozen=True)
class Provider:
    """What of a discovery document is in force."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None
    says_iss: bool
    algorithms: tuple[str, ...]


def judge_issuer(issuer: str) -> None:
    """https, a name and not an address, port 443, nothing behind the path."""
    parts = urlsplit(issuer)
    plain = parts.scheme == "https" and not (parts.query or parts.fragment or parts.username)
    if not plain or parts.port not in (None, 443) or len(issuer) > 255:
        raise Distrusted("issuer")
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        if "." in host:
            return
    raise Distrusted("issuer host")


async def discover(outgoing: Outgoing, issuer: str) -> Provider:
    """Raises Distrusted, or Unreached if the document cannot be had."""
    judge_issuer(issuer)
    return judge(issuer, await outgoing.fetch(f"{issuer}/.well-known/openid-configuration"))


def judge(issuer: str, document: dict[str, object]) -> Provider:
    """Nothing of the document goes further than the fields of Provider."""
    if document.get("issuer") != issuer:
        raise Distrusted("the document speaks for another issuer")
    if "S256" not in _list(document, "code_challenge_methods_supported"):
        raise Distrusted("no S256")
    offered = _list(document, "id_token_signing_alg_values_supported")
    algorithms = tuple(a for a in ALGORITHMS if a in offered)
    if not algorithms:
        raise Distrusted("no algorithm of ours")
    return Provider(
        issuer=issuer,
        authorization_endpoint=_endpoint(issuer, document, "authorization_endpoint"),
        token_endpoint=_endpoint(issuer, document, "token_endpoint"),
        jwks_uri=_endpoint(issuer, document, "jwks_uri"),
        userinfo_endpoint=_optional(issuer, document, "userinfo_endpoint"),
        end_session_endpoint=_optional(issuer, document, "end_session_endpoint"),
        says_iss=document.get("authorization_response_iss_parameter_supported") is True,
        algorithms=algorithms,
    )


def _list(document: dict[str, object], name: str) -> list[object]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _optional(issuer: str, document: dict[str, object], name: str) -> str | None:
    return _endpoint(issuer, document, name) if name in document else None


def _endpoint(issuer: str, document: dict[str, object], name: str) -> str:
    """Endpoints stand on the issuer's own host, or the provider could hand us to another."""
    value = document.get(name)
    if not isinstance(value, str) or len(value) > 2048:
        raise Distrusted(name)
    parts, own = urlsplit(value), urlsplit(issuer)
    if parts.scheme != "https" or parts.netloc != own.netloc or parts.fragment:
        raise Distrusted(name)
    return value


__all__ = ["ALGORITHMS", "Distrusted", "Provider", "Unreached", "discover", "judge"]
