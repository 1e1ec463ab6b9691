"""How often somebody may do a thing, counted in a sliding window in this process."""

import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from server.foundation.refusals import TooMany

LIMITS: dict[str, RateLimitItem] = {
    "sign_in": parse("10/minute"),
    "sign_in_answers": parse("10/minute"),
    "writes": parse("60/minute"),
    "comments": parse("6/minute"),
    "comments_of_delegation": parse("60/minute"),
    "anonymous": parse("120/minute"),
}


class Limiter:
    """Counts, unless limits are switched off for development."""

    def __init__(self, on: bool) -> None:
        self._on = on
        self._windows = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, what: str, whom: str) -> None:
        """Counts one more; raises TooMany with the seconds to wait once the limit is passed."""
        item = LIMITS[what]
        if self._on and not self._windows.hit(item, what, whom):
            reset = self._windows.get_window_stats(item, what, whom).reset_time
            raise TooMany(max(1, round(reset - time.time())))
