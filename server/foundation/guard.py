"""Which addresses this platform may dial: judged at connect time, and only public ones.

Every address a name resolves to must be public, and the address that was judged is the one
that is dialled, so a second answer of the name server changes nothing.
`ipaddress.is_global` alone is not enough: it calls multicast, NAT64 and, on some Python
releases, 6to4 addresses global.
"""

import ipaddress
import socket
from collections.abc import Iterable

import httpcore2
from anyio import to_thread
from httpcore2 import SOCKET_OPTION, AsyncNetworkBackend, AsyncNetworkStream

_DENIED = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/32",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
]


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
        timeout: float | None = None,  # noqa: ASYNC109  the signature is httpcore2's
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> AsyncNetworkStream:
        failed = httpcore2.ConnectError("the name does not resolve")
        for address in await _judged(host, port):
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = httpcore2.ConnectError(str(error))
        raise failed


async def _judged(host: str, port: int) -> list[str]:
    """Every address of the name, once all of them are known to be public."""
    if port != 443:
        raise httpcore2.ConnectError("only port 443 is dialled")
    try:
        found = await to_thread.run_sync(_resolve, host, abandon_on_cancel=True)
    except (OSError, UnicodeError) as error:
        raise httpcore2.ConnectError("the name does not resolve") from error
    if not all(is_public(address) for address in found):
        raise httpcore2.ConnectError("an address of this name is not public")
    return found


def _resolve(host: str) -> list[str]:
    answers = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
