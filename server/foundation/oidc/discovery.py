"""A provider's own document: fetched, cut down to what we know, and judged."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from server.foundation.http import Outgoing

ALGORITHMS = ("ES256", "PS256", "RS256", "Ed25519", "EdDSA")
"""Ours; what a document lists only narrows them. Never HS*, never none. RFC 9864 renames EdDSA
to Ed25519; providers still say both."""

WELL_KNOWN = "/.well-known/openid-configuration"


class Distrusted(Exception):
    """What a provider said does not hold; the reason is for the record, never for the page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


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


async def discover(outgoing: Outgoing, issuer: str) -> Provider:
    """Raises Distrusted, or Unreached if the document cannot be had."""
    judge_issuer(issuer)
    return judge(issuer, await outgoing.fetch(issuer.rstrip("/") + WELL_KNOWN))


def judge_issuer(issuer: str) -> None:
    """https, a name and not an address, port 443, nothing behind the path."""
    parts = _split(issuer, 255)
    if parts is None or parts.query or parts.fragment or issuer.endswith(("?", "#")):
        raise Distrusted("issuer")
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        # The last label of a name is never a number: 0x7f.1 would be an address.
        if "." in host and host.rpartition(".")[2].isalpha():
            return
    raise Distrusted("issuer host")


def judge(issuer: str, document: Mapping[str, object]) -> Provider:
    """Nothing of the document goes further than the fields of Provider."""
    if document.get("issuer") != issuer:
        raise Distrusted("the document speaks for another issuer")
    if "S256" not in _list(document, "code_challenge_methods_supported"):
        raise Distrusted("no S256")
    if "private_key_jwt" not in _list(document, "token_endpoint_auth_methods_supported"):
        raise Distrusted("no private_key_jwt")
    offered = _list(document, "id_token_signing_alg_values_supported")
    algorithms = tuple(name for name in ALGORITHMS if name in offered)
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


def _list(document: Mapping[str, object], name: str) -> list[object]:
    value = document.get(name)
    return value if isinstance(value, list) else []


def _optional(issuer: str, document: Mapping[str, object], name: str) -> str | None:
    return _endpoint(issuer, document, name) if name in document else None


def _endpoint(issuer: str, document: Mapping[str, object], name: str) -> str:
    """Endpoints stand on the issuer's own host, or the provider could hand us to another."""
    value = document.get(name)
    parts = _split(value, 2048) if isinstance(value, str) else None
    if parts is None or parts.fragment or parts.hostname != urlsplit(issuer).hostname:
        raise Distrusted(name)
    return str(value)


def _split(address: str, longest: int) -> SplitResult | None:
    """An https address of plain letters on port 443 without user, or nothing."""
    # `urlsplit` drops tabs and newlines in silence, so the raw text is judged first.
    if len(address) > longest or not address.isascii() or not address.isprintable():
        return None
    try:
        parts = urlsplit(address)
        plain = parts.scheme == "https" and parts.port in (None, 443) and "@" not in parts.netloc
    except ValueError:
        return None
    return parts if plain and not {" ", "\\"} & set(address) else None
