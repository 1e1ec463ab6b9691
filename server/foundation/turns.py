"""One writer at a time, first come first served, for threads and tasks alike.

SQLite's own waiting is unfair: forty writers on `BEGIN IMMEDIATE` starve one another.
"""

import asyncio
import threading
from collections import deque
from concurrent.futures import Future


class Busy(Exception):
    """Nobody gave up the turn before the deadline."""


class Turns:
    """A fair lock: whoever asks first is served first."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._mutex = threading.Lock()
        self._waiting: deque[Future[None]] = deque()
        self._taken = False

    def take(self) -> None:
        """Waits in this thread; raises Busy after the deadline."""
        turn = self._ask()
        try:
            turn.result(self._patience)
        except TimeoutError:
            self._give_up(turn)
            raise Busy from None

    async def take_async(self) -> None:
        """Waits without holding a thread, or the writers' own work could find none."""
        turn = self._ask()
        try:
            await asyncio.wait_for(asyncio.wrap_future(turn), self._patience)
        except TimeoutError:
            self._give_up(turn)
            raise Busy from None
        except asyncio.CancelledError:
            self._give_up(turn)
            raise

    def pass_on(self) -> None:
        """Ends the turn; the next in line has it at once."""
        with self._mutex:
            while self._waiting:
                turn = self._waiting.popleft()
                if turn.set_running_or_notify_cancel():
                    turn.set_result(None)
                    return
            self._taken = False

    def _ask(self) -> Future[None]:
        turn: Future[None] = Future()
        with self._mutex:
            if self._taken:
                self._waiting.append(turn)
            else:
                self._taken = True
                turn.set_result(None)
        return turn

    def _give_up(self, turn: Future[None]) -> None:
        # A turn that was granted in the same moment must go to the next in line.
        if not turn.cancel() and not turn.cancelled():
            self.pass_on()
