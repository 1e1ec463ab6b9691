"""The one client for everything outgoing.

The guard judges at connect time: port 443, every address a name resolves to must be public,
and the address that was judged is the one that is dialled, so a second answer of the name
server changes nothing. `ipaddress.is_global` alone is not enough: it calls multicast, NAT64
and, on some Python releases, 6to4 addresses global.
"""

import ipaddress
import json
import socket
import ssl
from collections.abc import Callable, Iterable

import anyio
import httpcore2
import httpx2
from anyio import to_thread
from httpcore2 import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

LARGEST = 256 * 1024
SECONDS = 5.0

Application = Callable[..., object]
Mounts = dict[str, httpx2.AsyncBaseTransport | None]

_DENIED = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "fec0::/10",
    )
]


class Unreached(Exception):  # noqa: N818
    """The other side could not be asked, may not be asked, or answered badly."""


def is_public(address: str) -> bool:
    """Whether this address may be dialled at all."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    denied = any(ip.version == network.version and ip in network for network in _DENIED)
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or denied)


class Guard(AsyncNetworkBackend):
    """Dials public addresses only."""

    def __init__(self, inner: AsyncNetworkBackend | None = None) -> None:
        self._inner = inner or httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        if port != 443:
            raise httpcore2.ConnectError("only port 443 is dialled")
        try:
            found = await to_thread.run_sync(_resolve, host)
        except OSError as error:
            raise httpcore2.ConnectError("the name does not resolve") from error
        if not found or not all(is_public(address) for address in found):
            raise httpcore2.ConnectError("an address of this name is not public")
        return await self._inner.connect_tcp(
            found[0], port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


def _resolve(host: str) -> list[str]:
    answers = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class Outgoing:
    """Opens guarded clients; `mounts` answers named hosts in this process."""

    def __init__(self) -> None:
        self._mounts: Mounts = {}

    def answer_here(self, pattern: str, app: Application) -> None:
        """Hosts that match `pattern` are answered by `app`, and nothing is dialled for them."""
        self._mounts[f"all://{pattern}"] = httpx2.ASGITransport(app=app)

    def options(self) -> dict[str, object]:
        """What every client is opened with, our own and Authlib's."""
        transport = httpx2.AsyncHTTPTransport(verify=ssl.create_default_context(), trust_env=False)
        transport._pool._network_backend = Guard()  # noqa: SLF001  no public door (pinned, tested)
        return {
            "transport": transport,
            "mounts": dict(self._mounts),
            "timeout": SECONDS,
            "follow_redirects": False,
            "trust_env": False,
        }

    async def fetch(self, address: str, headers: dict[str, str] | None = None) -> dict[str, object]:
        """The JSON object at an https address; Unreached says nothing of why."""
        if not address.startswith("https://"):
            raise Unreached(address)
        try:
            with anyio.fail_after(SECONDS):
                return await self._read(address, headers or {})
        except (httpx2.HTTPError, TimeoutError, ValueError) as error:
            raise Unreached(address) from error

    async def _read(self, address: str, headers: dict[str, str]) -> dict[str, object]:
        body = b""
        async with (
            httpx2.AsyncClient(**self.options()) as client,  # type: ignore[arg-type]
            client.stream("GET", address, headers=headers) as response,
        ):
            if response.status_code != 200:
                raise ValueError(response.status_code)
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > LARGEST:
                    raise ValueError("too large")
        content = json.loads(body)
        if not isinstance(content, dict):
            raise ValueError("not an object")  # noqa: TRY004  the content is wrong, not a type
        return content
