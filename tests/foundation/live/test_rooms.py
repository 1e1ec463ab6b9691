"""Who listens is told everything, once, in order, whatever happens meanwhile."""

from typing import cast

import pytest

from server.foundation.live.heart import PATIENCE, SWEEP
from server.foundation.live.listener import Listener
from server.foundation.live.room import LiveRoom
from tests.foundation.live.stage import ROOM, Book, Browser, Stage, settle, steps


async def test_what_is_said_is_built_once_and_the_same_bytes_go_to_all() -> None:
    stage = Stage(Book())
    english = [Browser(0) for _ in range(600)]
    turkish = Browser(0)
    for browser in english:
        stage.comes(browser)
    stage.comes(turkish, "tr")
    await settle(stage)
    stage.says("hello")
    await settle(stage)
    assert stage.renders == 1
    assert {id(browser.frames[-1]) for browser in english} == {id(english[0].frames[-1])}
    assert turkish.shown == english[0].shown == ["hello"]
    assert turkish.frames[-1] is not english[0].frames[-1]


async def test_what_waits_for_a_room_is_joined_into_one_frame() -> None:
    stage = Stage(Book())
    browser = Browser(0)
    stage.comes(browser)
    await settle(stage)
    for words in ("one", "two", "three"):
        stage.says(words)
    await settle(stage)
    assert browser.shown == ["one", "two", "three"]
    assert len(browser.frames) == 1


async def test_who_comes_between_two_slices_of_a_telling_misses_nothing() -> None:
    stage = Stage(Book())
    for _ in range(Stage.slice * 2):
        stage.comes(Browser(0))
    await settle(stage)
    stage.says("while it is told")
    await steps(4)
    assert stage.room.telling
    assert stage.room.applied == 1
    late = Browser(0)
    stage.comes(late)
    await settle(stage)
    assert late.shown == ["while it is told"]


async def test_who_is_ahead_of_what_is_being_told_sees_nothing_twice_and_misses_nothing() -> None:
    stage = Stage(Book())
    stage.comes(Browser(0))
    await settle(stage)
    stage.says("one", hinted=False)
    ahead = Browser(1)
    stage.comes(ahead)
    stage.says("two")
    await settle(stage)
    assert ahead.shown == ["two"]


async def test_a_reader_of_a_language_nobody_read_before_is_told_too() -> None:
    stage = Stage(Book())
    stage.comes(Browser(0))
    await settle(stage)
    stage.says("one")
    await steps(1)
    turkish = Browser(0)
    stage.comes(turkish, "tr")
    await settle(stage)
    assert turkish.shown == ["one"]


async def test_who_never_reads_is_let_go_and_the_others_notice_nothing() -> None:
    stage = Stage(Book())
    stuck, healthy = Browser(0, room_for=300), Browser(0)
    stage.comes(stuck)
    stage.comes(healthy)
    await settle(stage)
    for number in range(20):
        stage.says(f"{number}" * 50)
        await settle(stage)
    assert len(healthy.shown) == 20
    assert len(stuck.frames) < 5, "it is not written to while it is full"
    await settle(stage, beats=PATIENCE + SWEEP + 1)
    assert stuck.ended
    assert not healthy.ended


async def test_a_slow_reader_goes_on_from_where_it_stood() -> None:
    stage = Stage(Book())
    slow = Browser(0, room_for=300)
    stage.comes(slow)
    await settle(stage)
    for number in range(20):
        stage.says(f"{number}")
        await settle(stage)
    assert len(slow.shown) < 20
    while slow.listener and slow.listener.held:
        slow.reads()
        await settle(stage)
    assert slow.shown == [f"{number}" for number in range(20)]


async def test_many_who_come_back_to_one_place_cost_one_reading() -> None:
    stage = Stage(Book())
    stage.book.said += ["missed", "this"]
    back = [Browser(0) for _ in range(100)]
    for browser in back:
        stage.comes(browser)
    await settle(stage)
    assert all(browser.shown == ["missed", "this"] for browser in back)
    assert stage.renders == 1


async def test_lost_hints_are_found_by_the_poll() -> None:
    stage = Stage(Book())
    browser = Browser(0)
    stage.comes(browser)
    await settle(stage)
    stage.says("nobody was told", hinted=False)
    await settle(stage)
    assert browser.shown == []
    await settle(stage, beats=1)
    assert browser.shown == ["nobody was told"]


async def test_a_reading_that_failed_is_taken_up_again() -> None:
    stage = Stage(Book())
    browser = Browser(0)
    stage.comes(browser)
    await settle(stage)
    stage.book.away = True
    stage.says("kept")
    await settle(stage)
    stage.book.away = False
    await settle(stage, beats=1)
    assert browser.shown == ["kept"]


async def test_after_the_last_one_left_nothing_is_kept() -> None:
    stage = Stage(Book())
    browsers = [Browser(0), Browser(0)]
    for browser in browsers:
        stage.comes(browser)
    await settle(stage)
    for browser in browsers:
        browser.abort()
    await settle(stage)
    assert (stage.rooms, stage.members, dict(stage.visits)) == ({}, 0, {})
    stage.wake(ROOM, 5)
    assert not stage.busy


async def test_a_quiet_room_is_told_at_once_and_a_busy_one_in_fewer_larger_frames() -> None:
    stage, browser = Stage(Book()), Browser(0)
    stage.pace = 3600.0
    stage.comes(browser)
    await settle(stage)
    stage.says("at once")
    await settle(stage)
    assert browser.shown == ["at once"]
    stage.says("waits")
    stage.says("and joins")
    await steps(20)
    assert browser.shown == ["at once"]
    assert stage.room.pump is not None
    stage.room.pump.cancel()
    await settle(stage)
    stage.room.next_telling = 0.0
    await settle(stage, beats=1)
    assert browser.shown == ["at once", "waits", "and joins"]
    assert len(browser.frames) == 3, "two tellings, and who is here"


@pytest.mark.parametrize(("members", "wider"), [(1, 1.0), (500, 1.0), (1_000, 2.0), (9_000, 5.0)])
def test_the_more_listen_the_wider_a_busy_room_is_spaced(members: int, wider: float) -> None:
    room = LiveRoom(ROOM, 0)
    room.listeners = cast(set[Listener], set(range(members)))
    assert room.crowding == wider
