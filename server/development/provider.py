"""Small OpenID providers, one for each `https://<code>.idp.invalid`, answered in process."""

import base64
import hashlib
import secrets
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

SUFFIX = ".idp.invalid"
CODE_LIVES = timedelta(seconds=60)


@dataclass(frozen=True)
class Grant:
    """What a one-use code stands for."""

    client_id: str
    redirect_uri: str
    challenge: str
    nonce: str
    subject: str
    expires: datetime


def issuer_of(code: str) -> str:
    return f"https://{code.lower()}{SUFFIX}"


class Providers:
    """Every development provider: their keys and the codes they have given."""

    def __init__(self, client_key: ECKey) -> None:
        self._client_key = client_key
        self._keys: dict[str, ECKey] = {}
        self._grants: dict[str, Grant] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._document),
                Route("/jwks", self._jwks),
                Route("/token", self._token, methods=["POST"]),
            ]
        )

    def grant(self, grant: Grant) -> str:
        """A fresh code for the redirect back to the platform."""
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
        grant = self._grants.pop(asked.get("code", ""), None)
        if grant is None or not self._may_have(grant, issuer, asked):
            return JSONResponse({"error": "invalid_grant"}, 400)
        moment = int(now().timestamp())
        claims = {
            "iss": issuer,
            "sub": grant.subject,
            "aud": grant.client_id,
            "nonce": grant.nonce,
            "iat": moment,
            "exp": moment + 300,
        }
        key = self._key(issuer)
        token = jwt.encode({"alg": "ES256", "kid": key.kid}, claims, key, algorithms=["ES256"])
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": 60,
                "id_token": token,
            }
        )

    def _may_have(self, grant: Grant, issuer: str, asked: dict[str, str]) -> bool:
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        return (
            grant.expires > now()
            and grant.redirect_uri == asked.get("redirect_uri")
            and secrets.compare_digest(grant.challenge, challenge)
            and self._authenticated(grant.client_id, issuer, asked.get("client_assertion", ""))
        )

    def _authenticated(self, client_id: str, issuer: str, assertion: str) -> bool:
        try:
            claims = jwt.decode(assertion, self._client_key, algorithms=["ES256"]).claims
        except (JoseError, ValueError):
            return False
        ours = claims.get("iss") == claims.get("sub") == client_id
        return ours and claims.get("aud") == issuer and claims.get("exp", 0) > now().timestamp()


def _issuer(request: Request) -> str:
    return f"https://{request.url.hostname}"
