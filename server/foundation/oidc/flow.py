"""The code flow with one provider: where to send the browser, and what its answer is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

import anyio
import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT

from server.foundation.clock import now
from server.foundation.http import SECONDS, Outgoing, Unreached
from server.foundation.oidc.discovery import Distrusted, Provider, discover
from server.foundation.oidc.keys import FRESH, Keys
from server.foundation.oidc.own_keys import OwnKeys
from server.foundation.oidc.tokens import Expected, Said, key_of, read_id_token

ASSERTION_SECONDS = 60
TAKEN = ("id_token", "access_token", "token_type")
"""Of a token answer, only this reaches Authlib and us."""


class Declined(Distrusted):
    """The provider itself says that it signs nobody in."""


@dataclass(frozen=True)
class Client:
    """Who we are at one provider."""

    issuer: str
    client_id: str
    redirect_uri: str
    key_name: str


@dataclass(frozen=True)
class Secrets:
    """What one sign-in alone knows."""

    state: str
    nonce: str
    code_verifier: str


class Oidc:
    """Talks to providers: their documents and keys are kept for an hour."""

    def __init__(self, outgoing: Outgoing, folder: Path) -> None:
        self.outgoing = outgoing
        self.own_keys = OwnKeys(folder)
        self._keys = Keys(outgoing)
        self._documents: dict[str, tuple[datetime, Provider]] = {}

    async def provider(self, issuer: str) -> Provider:
        known = self._documents.get(issuer)
        if known and now() - known[0] < FRESH:
            return known[1]
        provider = await discover(self.outgoing, issuer)
        self._documents[issuer] = (now(), provider)
        return provider

    async def authorization(self, client: Client, secrets: Secrets) -> str:
        """The address to which the browser is sent."""
        provider = await self.provider(client.issuer)
        async with self._authlib(client) as authlib:
            address, _state = authlib.create_authorization_url(
                provider.authorization_endpoint,
                state=secrets.state,
                code_verifier=secrets.code_verifier,
                nonce=secrets.nonce,
                response_mode="query",
            )
        return str(address)

    async def finish(self, client: Client, answer: Mapping[str, str], secrets: Secrets) -> Said:
        """Believes the answer of the callback, or raises Distrusted or Unreached."""
        provider = await self.provider(client.issuer)
        # RFC 9207: an answer that another provider gave must not be spent here.
        if answer.get("iss", None if provider.says_iss else client.issuer) != client.issuer:
            raise Distrusted("iss of the answer")
        if "error" in answer:
            raise Declined("the provider declined")
        if not answer.get("code"):
            raise Distrusted("no code")
        tokens = await self._exchange(provider, client, answer["code"], secrets)
        id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(id_token, str):
            raise Distrusted("no ID token")
        expected = Expected(
            client.issuer,
            client.client_id,
            secrets.nonce,
            provider.algorithms,
            access_token if isinstance(access_token, str) else None,
        )
        keys = await self._keys.of(provider.jwks_uri, key_of(id_token))
        return read_id_token(id_token, keys, expected)

    async def farewell(self, client: Client, back: str) -> str | None:
        """The provider's page that ends its own session, if it has one."""
        endpoint = (await self.provider(client.issuer)).end_session_endpoint
        if endpoint is None:
            return None
        asked = urlencode({"client_id": client.client_id, "post_logout_redirect_uri": back})
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{asked}"

    async def _exchange(
        self, provider: Provider, client: Client, code: str, secrets: Secrets
    ) -> Mapping[str, object]:
        async with self._authlib(client) as authlib:
            authlib.register_client_auth_method(self._assertion(client))
            authlib.register_compliance_hook("access_token_response", _cut_down)
            try:
                with anyio.fail_after(SECONDS):
                    answer: Mapping[str, object] = await authlib.fetch_token(
                        provider.token_endpoint,
                        grant_type="authorization_code",
                        code=code,
                        code_verifier=secrets.code_verifier,
                    )
            except OAuthError as error:
                raise Distrusted("the code was refused") from error
            except (httpx2.HTTPError, TimeoutError, ValueError) as error:
                raise Unreached(provider.token_endpoint) from error
        return answer

    def _authlib(self, client: Client) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=client.client_id,
            client_secret=self.own_keys.of(client.key_name),
            token_endpoint_auth_method="private_key_jwt",  # noqa: S106  a method, no secret
            scope="openid",
            redirect_uri=client.redirect_uri,
            code_challenge_method="S256",
            **self.outgoing.options(),
        )

    def _assertion(self, client: Client) -> PrivateKeyJWT:
        moment = int(now().timestamp())
        kid = self.own_keys.of(client.key_name).kid
        # The audience is the issuer, not the token endpoint: CVE-2025-27370.
        return PrivateKeyJWT(
            client.issuer,
            claims={"iat": moment, "exp": moment + ASSERTION_SECONDS},
            headers={"typ": "client-authentication+jwt", "kid": kid},
            alg="ES256",
        )


def _cut_down(response: httpx2.Response) -> httpx2.Response:
    """Authlib reads expiry times and more; nothing of the kind is taken from a provider."""
    try:
        answer = response.json()
    except RecursionError as error:
        raise ValueError("not JSON") from error
    if not isinstance(answer, dict):
        raise ValueError("not an object")
    refused = "error" in answer or response.status_code != 200
    kept = {"error": "refused"} if refused else {k: answer[k] for k in TAKEN if k in answer}
    return httpx2.Response(200, json=kept, request=response.request)
