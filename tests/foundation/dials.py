"""Dialling that is recorded and reaches nobody."""

import httpcore2
import pytest
from httpcore2 import AsyncNetworkBackend, AsyncNetworkStream

from server.foundation.http import Outgoing, Unreached


class Dials(AsyncNetworkBackend):
    """Records what would have been dialled, and reaches nobody."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    async def connect_tcp(
        self, host: str, port: int, *_more: object, **_named: object
    ) -> AsyncNetworkStream:
        self.dialled.append(f"{host} {port}")
        raise httpcore2.ConnectError("nobody is there")


async def fails(outgoing: Outgoing, address: str) -> None:
    with pytest.raises(Unreached):
        await outgoing.fetch(address)
