"""Hints between processes. Losing, repeating or reordering them must never be visible."""

from collections.abc import Callable
from typing import Protocol
from uuid import UUID

OnHint = Callable[[UUID, int], None]
"""A room may have moved to this number."""

OnPresence = Callable[[str, UUID, frozenset[str]], None]
"""A process (node) says which parties it has in a room."""


class Relay(Protocol):
    """What a process needs of the others."""

    async def start(self, on_hint: OnHint, on_presence: OnPresence) -> None: ...
    def hint(self, room_id: UUID, seq: int) -> None: ...
    def present(self, room_id: UUID, parties: frozenset[str]) -> None: ...
    async def stop(self) -> None: ...
