"""In any order of comings, goings, remarks and delays, everybody is told all, once, in order."""

import asyncio
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from server.foundation.live.room import Batch
from tests.foundation.live.stage import LANGUAGES, Book, Browser, Stage, settle, steps


class AnyOrder(RuleBasedStateMachine):
    """`Browser` checks that each frame continues the one before; the end, that none is missing."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.stage = Stage(Book())
        self.stage.slice = 2
        self.browsers: list[Browser] = []

    @rule(count=st.integers(0, 6))
    def time_passes(self, count: int) -> None:
        self._run(count)

    @rule(hinted=st.booleans())
    def somebody_speaks(self, hinted: bool) -> None:
        self._do(lambda: self.stage.says(f"{len(self.stage.book.said)}", hinted=hinted))

    @rule(
        back=st.integers(0, 5),
        language=st.sampled_from(LANGUAGES),
        room_for=st.sampled_from((150, 400, 1_000_000)),
    )
    def somebody_comes(self, back: int, language: str, room_for: int) -> None:
        browser = Browser(max(0, len(self.stage.book.said) - back), room_for)
        self.browsers.append(browser)
        self._do(lambda: self.stage.comes(browser, language))

    @precondition(lambda self: self.browsers)
    @rule(which=st.integers(0, 99))
    def somebody_goes(self, which: int) -> None:
        browser = self.browsers.pop(which % len(self.browsers))
        self._do(browser.abort)

    @precondition(lambda self: self.browsers)
    @rule(which=st.integers(0, 99))
    def somebody_reads(self, which: int) -> None:
        self._do(self.browsers[which % len(self.browsers)].reads)

    @rule()
    def the_heart_beats(self) -> None:
        self.loop.run_until_complete(self.stage.heart.beat())

    @rule(away=st.booleans())
    def the_database_goes_or_comes(self, away: bool) -> None:
        self.stage.book.away = away

    def teardown(self) -> None:
        self.stage.book.away = False
        for browser in self.browsers:
            browser.room_for = 1_000_000
            self._do(browser.reads)
        self.loop.run_until_complete(settle(self.stage, beats=6))
        for browser in self.browsers:
            assert browser.shown == self.stage.book.said[browser.start :]
            self._do(browser.abort)
        self.loop.run_until_complete(settle(self.stage))
        assert not self.stage.rooms
        self.loop.close()

    def _run(self, turns: int) -> None:
        self.loop.run_until_complete(steps(turns))

    def _do(self, act: Callable[[], object]) -> None:
        async def now() -> None:
            act()

        self.loop.run_until_complete(now())


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


class Unlocked(Book):
    """A broken build: numbers given outside the lock, so a higher one may be seen first."""

    def render(self, _: UUID, after: int, languages: frozenset[str]) -> dict[str, Batch]:
        seen = [(n, words) for n, words in enumerate(self.said, 1) if words and n > after]
        html = "".join(f"<p>{words}</p>" for _, words in seen)
        return {one: Batch(html, seen[-1][0], "t") for one in languages} if seen else {}


async def test_the_check_catches_a_log_whose_numbers_appear_out_of_order() -> None:
    stage, browser = Stage(Unlocked()), Browser(0)
    stage.comes(browser)
    await settle(stage)
    stage.says("", hinted=False)  # the first is numbered, and not yet committed
    stage.says("second")
    await settle(stage)
    stage.book.said[0] = "first"
    await settle(stage, beats=6)
    with pytest.raises(AssertionError):
        assert browser.shown == stage.book.said
