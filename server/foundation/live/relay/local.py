"""One process: there is nobody else to tell."""

from uuid import UUID

from server.foundation.live.relay import Hearing


class LocalRelay:
    """Says nothing to anybody; the process has told its own members already."""

    connected = True

    async def start(self, hearing: Hearing) -> None:
        """Nothing to listen to."""

    def hint(self, room_id: UUID, seq: int) -> None:
        """Nobody else to tell."""

    def present(self, room_id: UUID, parties: frozenset[str]) -> None:
        """Nobody else to tell."""

    async def stop(self) -> None:
        """Nothing to close."""
