"""Small OpenID providers, one for each `https://<code>.idp.invalid`, answered in process."""

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.foundation.clock import now
from server.foundation.oidc.own_keys import OwnKeys

SUFFIX = ".idp.invalid"
CODE_LIVES = timedelta(seconds=60)
TOKEN_LIVES = timedelta(minutes=5)


@dataclass(frozen=True)
class Grant:
    """What a one-use code stands for."""

    issuer: str
    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str
    subject: str
    expires: datetime


def issuer_of(code: str) -> str:
    return f"https://{code.lower()}{SUFFIX}"


class Providers:
    """Every development provider: their keys, the codes and the access tokens they gave."""

    def __init__(self, clients: OwnKeys) -> None:
        self._clients = clients
        self._keys: dict[str, ECKey] = {}
        self._grants: dict[str, Grant] = {}
        self._known: dict[str, Grant] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._document),
                Route("/jwks", self._jwks),
                Route("/token", self._token, methods=["POST"]),
                Route("/userinfo", self._userinfo),
            ]
        )

    def grant(self, grant: Grant) -> str:
        """A fresh code for the redirect back to the platform."""
        self._grants = {code: old for code, old in self._grants.items() if old.expires > now()}
        code = secrets.token_urlsafe(24)
        self._grants[code] = grant
        return code

    def rotate(self, issuer: str) -> None:
        """A new signing key; the old one is gone."""
        self._keys[issuer] = ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)

    def _key(self, issuer: str) -> ECKey:
        if issuer not in self._keys:
            self.rotate(issuer)
        return self._keys[issuer]

    async def _document(self, request: Request) -> Response:
        issuer = _issuer(request)
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "userinfo_endpoint": f"{issuer}/userinfo",
                "jwks_uri": f"{issuer}/jwks",
                "end_session_endpoint": f"{issuer}/end-session",
                "response_types_supported": ["code"],
                "subject_types_supported": ["pairwise"],
                "code_challenge_methods_supported": ["S256"],
                "id_token_signing_alg_values_supported": ["ES256"],
                "token_endpoint_auth_methods_supported": ["private_key_jwt"],
                "authorization_response_iss_parameter_supported": True,
            }
        )

    async def _jwks(self, request: Request) -> Response:
        return JSONResponse({"keys": [self._key(_issuer(request)).as_dict(private=False)]})

    async def _token(self, request: Request) -> Response:
        issuer, form = _issuer(request), await request.form()
        asked = {name: str(value) for name, value in form.items()}
        # A code is used up by whoever brings it first, rightly or not.
        grant = self._grants.pop(asked.get("code", ""), None)
        if grant is None or not self._may_have(grant, issuer, asked):
            return JSONResponse({"error": "invalid_grant"}, 400)
        access_token = secrets.token_urlsafe(16)
        self._known = {access_token: grant}
        answer = {"access_token": access_token, "token_type": "Bearer", "expires_in": 60}
        return JSONResponse({**answer, "id_token": self._id_token(grant, access_token)})

    def _id_token(self, grant: Grant, access_token: str) -> str:
        digest = hashlib.sha256(access_token.encode()).digest()
        moment = int(now().timestamp())
        claims = {
            "iss": grant.issuer,
            "sub": grant.subject,
            "aud": grant.client_id,
            "nonce": grant.nonce,
            "iat": moment,
            "exp": moment + int(TOKEN_LIVES.total_seconds()),
            "at_hash": _base64(digest[:16]),
            "sid": secrets.token_hex(8),
        }
        key = self._key(grant.issuer)
        return jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])

    async def _userinfo(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        grant = self._known.get(token)
        if grant is None or grant.issuer != _issuer(request):
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse({"sub": grant.subject})

    def _may_have(self, grant: Grant, issuer: str, asked: Mapping[str, str]) -> bool:
        verifier = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        return (
            grant.expires > now()
            and grant.issuer == issuer
            and asked.get("grant_type") == "authorization_code"
            and grant.redirect_uri == asked.get("redirect_uri")
            and secrets.compare_digest(grant.challenge.encode(), _base64(verifier).encode())
            and self._authenticated(grant, asked.get("client_assertion", ""))
        )

    def _authenticated(self, grant: Grant, assertion: str) -> bool:
        try:
            key = self._clients.of(grant.redirect_uri.rpartition("/")[2])
            claims = jwt.decode(assertion, key, algorithms=["ES256"]).claims
        except (JoseError, ValueError, KeyError):
            return False
        ours = claims.get("iss") == claims.get("sub") == grant.client_id
        return ours and claims.get("aud") == grant.issuer and _runs(claims)


def _runs(claims: Mapping[str, object]) -> bool:
    expires, moment = claims.get("exp"), now().timestamp()
    return isinstance(expires, int) and moment < expires <= moment + 120


def _base64(digest: bytes) -> str:
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _issuer(request: Request) -> str:
    return f"https://{request.url.hostname}"
