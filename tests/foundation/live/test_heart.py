"""What the one timer sees to: who is here, who is still there, how far the room is."""

from server.foundation.live.heart import HEARTBEAT, SILENT
from server.foundation.live.presence import GRACE, REMOTE, Presence
from tests.foundation.live.stage import Book, Browser, Stage, settle, told_in


def shown(browser: Browser) -> list[object]:
    """What it was told of who is here."""
    told = (told_in(frame) for frame in browser.frames)
    return [one["content"] for one in told if one["kind"] == "presence"]


async def test_delegations_are_counted_not_people_and_only_changes_are_told() -> None:
    stage = Stage(Book())
    first = Browser(0)
    stage.comes(first, party="AZ")
    await settle(stage, beats=3)
    assert shown(first) == ["1"]
    colleague, other = Browser(0), Browser(0)
    stage.comes(colleague, party="AZ")
    await settle(stage, beats=3)
    stage.comes(other, party="TR")
    await settle(stage, beats=3)
    assert shown(first) == ["1", "2"]
    assert shown(colleague) == ["1", "2"], "who has just come is told, though nothing changed"
    assert shown(other) == ["2"]


async def test_who_comes_back_within_the_grace_never_seemed_gone() -> None:
    stage = Stage(Book())
    stays, goes = Browser(0), Browser(0)
    stage.comes(stays, party="AZ")
    stage.comes(goes, party="TR")
    await settle(stage, beats=1)
    goes.abort()
    await settle(stage, beats=GRACE - 1)
    stage.comes(Browser(0), party="TR")
    await settle(stage, beats=GRACE * 2)
    assert shown(stays) == ["2"]


async def test_who_stays_away_longer_is_gone() -> None:
    stage = Stage(Book())
    stays, goes = Browser(0), Browser(0)
    stage.comes(stays, party="AZ")
    stage.comes(goes, party="TR")
    await settle(stage, beats=1)
    goes.abort()
    await settle(stage, beats=GRACE + 1)
    assert shown(stays) == ["2", "1"]


def test_what_another_process_vouches_for_is_joined_and_forgotten_when_it_falls_silent() -> None:
    presence = Presence()
    presence.came("AZ")
    presence.told("other", frozenset({"AZ", "TR"}), tick=1)
    assert presence.count(2) == 2
    assert presence.own(2) == {"AZ"}
    assert presence.count(REMOTE + 2) == 1


async def test_a_heartbeat_says_how_far_the_room_is() -> None:
    stage = Stage(Book())
    browser = Browser(0)
    listener = stage.comes(browser)
    stage.says("one")
    await settle(stage)
    for _ in range(HEARTBEAT):
        listener.was_heard()
        await settle(stage, beats=1)
    assert told_in(browser.frames[-1]) == {"kind": "pos", "seq": 1}


async def test_who_gives_no_sign_of_life_is_cut_off() -> None:
    stage = Stage(Book())
    silent, alive = Browser(0), Browser(0)
    stage.comes(silent)
    listener = stage.comes(alive)
    for _ in range(SILENT + HEARTBEAT):
        listener.was_heard()
        await settle(stage, beats=1)
    assert silent.ended
    assert not alive.ended
