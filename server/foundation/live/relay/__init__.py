"""Hints between processes. Losing, repeating or reordering them must never be visible."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

OnHint = Callable[[UUID, int], None]
"""A room may have moved to this number."""

OnPresence = Callable[[str, UUID, frozenset[str]], None]
"""A process (node) says which parties it has in a room."""

OnGap = Callable[[], None]
"""Something may have been lost: look into the database now."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a process does with what it hears, on its event loop."""

    hint: OnHint
    presence: OnPresence
    gap: OnGap


class Relay(Protocol):
    """What a process needs of the others."""

    @property
    def connected(self) -> bool:
        """Whether the others can be heard now; without them, hints come from the database."""

    async def start(self, hearing: Hearing) -> None: ...
    def hint(self, room_id: UUID, seq: int) -> None: ...
    def present(self, room_id: UUID, parties: frozenset[str]) -> None: ...
    async def stop(self) -> None: ...
