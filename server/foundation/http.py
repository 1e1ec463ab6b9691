"""The one client for everything outgoing: guarded, bounded, without proxies or redirects."""

import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from functools import cache
from typing import TypedDict

import anyio
import httpx2
from httpcore2 import AsyncNetworkBackend

from server.foundation.guard import Guard

LARGEST = 256 * 1024
SECONDS = 5.0
PLAIN = "identity"

Message = MutableMapping[str, object]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class Unreached(Exception):
    """The other side could not be asked, may not be asked, or answered badly."""


class Options(TypedDict):
    """With what a client is opened, ours or Authlib's."""

    transport: httpx2.AsyncBaseTransport
    mounts: dict[str, httpx2.AsyncBaseTransport | None]
    timeout: float
    follow_redirects: bool
    trust_env: bool


class Bounded(httpx2.AsyncBaseTransport):
    """What every request passes: https only, and an answer of bounded size, not packed."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.scheme != "https":
            raise httpx2.UnsupportedProtocol("only https is spoken", request=request)
        # A packed answer of a permitted size could unpack to a thousand times as much.
        request.headers["Accept-Encoding"] = PLAIN
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        if response.headers.get("Content-Encoding", PLAIN) != PLAIN:
            await response.stream.aclose()
            raise httpx2.DecodingError("a packed answer", request=request)
        response.stream = _Measured(response.stream)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Measured(httpx2.AsyncByteStream):
    def __init__(self, inner: httpx2.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in self._inner:
            size += len(chunk)
            if size > LARGEST:
                raise httpx2.ReadError("the answer is too large")
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()


class Outgoing:
    """Opens guarded clients; named hosts may be answered in this process instead."""

    def __init__(self, backend: AsyncNetworkBackend | None = None) -> None:
        self._guard = Guard(backend)
        self._here: dict[str, Application] = {}

    def answer_here(self, pattern: str, app: Application) -> None:
        """Hosts that match `pattern` are answered by `app`, and nothing is dialled for them."""
        self._here[f"all://{pattern}"] = app

    def options(self) -> Options:
        """Fresh transports for one client, which closes them."""
        # httpx2 has no public door for a network backend; a test holds that this one is used.
        network = httpx2.AsyncHTTPTransport(verify=_tls(), trust_env=False)
        network._pool._network_backend = self._guard
        return {
            "transport": Bounded(network),
            "mounts": {
                pattern: Bounded(httpx2.ASGITransport(app=app))
                for pattern, app in self._here.items()
            },
            "timeout": SECONDS,
            "follow_redirects": False,
            "trust_env": False,
        }

    async def fetch(self, address: str, largest: int = LARGEST) -> dict[str, object]:
        """The JSON object at an https address; Unreached says nothing of why."""
        try:
            with anyio.fail_after(SECONDS):
                async with httpx2.AsyncClient(**self.options()) as client:
                    return _object(await client.get(address), largest)
        except (httpx2.HTTPError, httpx2.InvalidURL, TimeoutError) as error:
            raise Unreached(address) from error


def _object(response: httpx2.Response, largest: int) -> dict[str, object]:
    kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_json = kind == "application/json" or kind.endswith("+json")
    if response.status_code != 200 or not is_json or len(response.content) > largest:
        raise Unreached(f"{response.status_code} {kind[:60]}")
    try:
        content = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise Unreached("not JSON") from error
    if not isinstance(content, dict):
        raise Unreached("not an object")
    return content


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
