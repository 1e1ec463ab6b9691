"""The outer wall: hosts, cross-site requests, headers, and the nonce of each page.

The cross-site check is fetch metadata (the algorithm of Go 1.25's CrossOriginProtection),
stricter in two places: `same-site` is refused, because another port of one host is
same-site, and the fallback compares the whole origin, scheme included.
"""

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PROBES = frozenset({"/healthz", "/readyz"})
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # With no-referrer a browser sends `Origin: null` on our own form posts.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Wall:
    """Pure ASGI, so that it costs little and sockets pass through it too."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        sockets = " ".join(
            sorted(origin.replace("http", "ws", 1) for origin in settings.own_origins)
        )
        self._policy = (
            "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; "
            f"font-src 'self'; connect-src 'self' {sockets}; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types htmx"
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        if scope["path"] not in PROBES and headers.get("host") not in self.settings.hosts:
            return await _refuse(scope, receive, send, "Unknown host.", 400)
        if scope["type"] == "websocket":
            return await self.app(scope, receive, send)
        if scope["method"] not in SAFE and not self._from_our_pages(headers):
            return await _refuse(scope, receive, send, "Cross-site request refused.", 403)
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._protect(MutableHeaders(scope=message), nonce)
            await send(message)

        return await self.app(scope, receive, guarded)

    def _from_our_pages(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        return headers.get("origin") in self.settings.own_origins

    def _protect(self, headers: MutableHeaders, nonce: str) -> None:
        for name, value in FIXED.items():
            headers.setdefault(name, value)
        if headers.get("content-type", "").startswith("text/html"):
            headers["Content-Security-Policy"] = self._policy.format(nonce=nonce)
        if not self.settings.local:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"


async def _refuse(scope: Scope, receive: Receive, send: Send, why: str, status: int) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4403})
        return
    await PlainTextResponse(why, status)(scope, receive, send)
