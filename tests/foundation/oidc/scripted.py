"""A provider that does what the test tells it, answered in process."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from joserfc import jwt
from joserfc.jwk import ECKey, Key
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.foundation.clock import now
from server.foundation.http import Outgoing
from server.foundation.oidc.flow import Client, Secrets

HOST = "id.ministry.example"
ISSUER = f"https://{HOST}"
CLIENT = Client(ISSUER, "ffwg", "https://ffwg.test/auth/cb/0123456789ab", "0123456789ab")
SECRETS = Secrets("the-state", "the-nonce", "v" * 64)
ANSWER = {"code": "the-code", "state": SECRETS.state, "iss": ISSUER}
DOCUMENT = "/.well-known/openid-configuration"


def a_key() -> ECKey:
    return ECKey.generate_key("P-256", {"use": "sig"}, auto_kid=True)


def a_document(**changes: object) -> dict[str, object]:
    document: dict[str, object] = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/jwks",
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "authorization_response_iss_parameter_supported": True,
    }
    return {**document, **changes}


def claims(**changes: object) -> dict[str, object]:
    """Of a token that is believed; `None` leaves a claim out."""
    moment = int(now().timestamp())
    good: dict[str, object] = {
        "iss": ISSUER,
        "sub": "a-person",
        "aud": CLIENT.client_id,
        "nonce": SECRETS.nonce,
        "iat": moment,
        "exp": moment + 300,
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def signed(said: Mapping[str, object], key: Key, alg: str = "ES256", **header: object) -> str:
    whole = {"alg": alg, "kid": key.kid, **header}
    kept = {name: value for name, value in whole.items() if value is not None}
    return jwt.encode(kept, dict(said), key, algorithms=[alg])


class Scripted:
    """Answers by path; keeps what it was asked."""

    def __init__(self) -> None:
        self.key = a_key()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Response] = {}
        self.say(DOCUMENT, a_document())
        self.say("/jwks", {"keys": [self.key.as_dict(private=False)]})
        self.say_token(signed(claims(), self.key))
        self.outgoing = Outgoing()
        self.outgoing.answer_here(HOST, self)

    def say(self, path: str, content: object, status: int = 200) -> None:
        self.answers[path] = Response(json.dumps(content), status, media_type="application/json")

    def say_token(self, token: object, **more: object) -> None:
        answer = {"id_token": token, "access_token": "secret", "token_type": "Bearer", **more}
        self.say("/token", answer)

    def times_asked(self, path: str) -> int:
        return sum(asked == path for asked, _form in self.asked)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        form = dict(parse_qsl((await request.body()).decode()))
        self.asked.append((request.url.path, form))
        answer = self.answers.get(request.url.path, Response(status_code=404))
        await answer(scope, receive, send)
