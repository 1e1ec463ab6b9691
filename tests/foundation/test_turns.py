"""One writer at a time, first come first served."""

import asyncio
import threading

import pytest

from server.foundation.turns import Busy, Turns


def test_turns_are_given_in_the_order_of_asking() -> None:
    turns, served = Turns(patience=5), []
    turns.take()
    asking = threading.Event()

    def ask(name: int) -> None:
        asking.set()
        turns.take()
        served.append(name)
        turns.pass_on()

    threads = []
    for name in range(5):
        asking.clear()
        thread = threading.Thread(target=ask, args=(name,))
        thread.start()
        asking.wait()
        while len(turns._waiting) <= name:  # asked, and in line
            pass
        threads.append(thread)
    turns.pass_on()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_whoever_waits_too_long_is_told_so_and_the_next_is_served() -> None:
    turns = Turns(patience=0.01)
    turns.take()
    with pytest.raises(Busy):
        turns.take()
    turns.pass_on()
    turns.take()


def test_tasks_and_threads_share_one_line() -> None:
    async def story() -> str:
        turns = Turns(patience=5)
        await turns.take_async()
        waiting = asyncio.create_task(asyncio.to_thread(turns.take))
        while not turns._waiting:
            await asyncio.sleep(0)
        turns.pass_on()
        await waiting
        return "served"

    assert asyncio.run(story()) == "served"


def test_a_task_that_goes_away_leaves_no_turn_behind() -> None:
    async def story() -> None:
        turns = Turns(patience=5)
        await turns.take_async()
        gone = asyncio.create_task(turns.take_async())
        while not turns._waiting:
            await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        turns.pass_on()
        await asyncio.wait_for(turns.take_async(), 1)

    asyncio.run(story())
