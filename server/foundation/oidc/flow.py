"""The code flow with one provider: where to send the browser, and what its answer is worth."""

from pathlib import Path

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc.jwk import ECKey

from server.foundation.clock import now
from server.foundation.http import Outgoing, Unreached
from server.foundation.oidc.discovery import Distrusted, Provider, discover
from server.foundation.oidc.keys import FRESH, Keys, own_key
from server.foundation.oidc.tokens import Said, key_of, read_id_token

ASSERTION_SECONDS = 60


class Oidc:
    """Talks to providers: their documents and keys are kept for an hour."""

    def __init__(self, outgoing: Outgoing, folder: Path) -> None:
        self.outgoing = outgoing
        self.key: ECKey = own_key(folder)
        self._keys = Keys(outgoing)
        self._documents: dict[str, tuple[float, Provider]] = {}

    async def provider(self, issuer: str) -> Provider:
        known = self._documents.get(issuer)
        if known and now().timestamp() - known[0] < FRESH.total_seconds():
            return known[1]
        provider = await discover(self.outgoing, issuer)
        self._documents[issuer] = (now().timestamp(), provider)
        return provider

    async def authorization(
        self, issuer: str, client_id: str, redirect_uri: str, secrets: dict[str, str]
    ) -> str:
        """The address for the browser; `secrets` are state, nonce and code_verifier."""
        provider = await self.provider(issuer)
        async with self._client(client_id, redirect_uri) as client:
            address, _state = client.create_authorization_url(
                provider.authorization_endpoint, response_mode="query", **secrets
            )
        return str(address)

    async def finish(
        self,
        issuer: str,
        client_id: str,
        redirect_uri: str,
        answer: dict[str, str],
        secrets: dict[str, str],
    ) -> Said:
        """Believes the answer of the callback, or raises Distrusted or Unreached."""
        provider = await self.provider(issuer)
        # RFC 9207: an answer that another provider gave must not be spent here.
        if answer.get("iss", None if provider.says_iss else issuer) != issuer:
            raise Distrusted("iss")
        if "error" in answer or not answer.get("code"):
            raise Distrusted("no code")
        token = await self._exchange(provider, client_id, redirect_uri, answer["code"], secrets)
        keys = await self._keys.of(provider.jwks_uri, key_of(token))
        return read_id_token(
            token,
            keys,
            provider.algorithms,
            issuer=issuer,
            client_id=client_id,
            nonce=secrets["nonce"],
        )

    async def _exchange(
        self,
        provider: Provider,
        client_id: str,
        redirect_uri: str,
        code: str,
        secrets: dict[str, str],
    ) -> str:
        async with self._client(client_id, redirect_uri) as client:
            client.register_client_auth_method(self._assertion(provider.issuer))
            try:
                answer = await client.fetch_token(
                    provider.token_endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=secrets["code_verifier"],
                )
            except (httpx2.HTTPError, OAuthError, ValueError) as error:
                raise Unreached(provider.token_endpoint) from error
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise Distrusted("no ID token")
        return token

    def _client(self, client_id: str, redirect_uri: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=client_id,
            client_secret=self.key,
            token_endpoint_auth_method="private_key_jwt",
            scope="openid",
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            **self.outgoing.options(),
        )

    def _assertion(self, issuer: str) -> PrivateKeyJWT:
        # The audience is the issuer, not the token endpoint: CVE-2025-27370.
        return PrivateKeyJWT(
            issuer,
            claims={"exp": int(now().timestamp()) + ASSERTION_SECONDS},
            headers={"typ": "client-authentication+jwt", "kid": self.key.kid},
            alg="ES256",
        )
