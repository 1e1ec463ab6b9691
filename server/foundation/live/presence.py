"""Which parties are in a room: counted here, told by other processes, gone after a grace."""

from collections import Counter

GRACE = 10
"""Ticks (seconds) a party that left is still shown, so that a reconnect does not flicker."""
REMOTE = 30
"""Ticks after which another process that fell silent is forgotten."""


class Presence:
    """The parties of one room."""

    def __init__(self) -> None:
        self._here: Counter[str] = Counter()
        self._leaving: dict[str, int] = {}
        self._elsewhere: dict[str, tuple[int, frozenset[str]]] = {}
        self.shown = -1
        self.vouched: frozenset[str] = frozenset()

    def came(self, party: str) -> None:
        self._here[party] += 1
        self._leaving.pop(party, None)

    def went(self, party: str, tick: int) -> None:
        self._here[party] -= 1
        if self._here[party] <= 0:
            del self._here[party]
            self._leaving[party] = tick + GRACE

    def told(self, node: str, parties: frozenset[str], tick: int) -> None:
        """Another process is the only writer of its own set."""
        self._elsewhere[node] = (tick + REMOTE, parties)

    def own(self, tick: int) -> frozenset[str]:
        """The parties that this process vouches for."""
        self._leaving = {p: until for p, until in self._leaving.items() if until > tick}
        return frozenset(self._here) | frozenset(self._leaving)

    def count(self, tick: int) -> int:
        self._elsewhere = {n: e for n, e in self._elsewhere.items() if e[0] > tick}
        return len(self.own(tick).union(*(parties for _, parties in self._elsewhere.values())))
