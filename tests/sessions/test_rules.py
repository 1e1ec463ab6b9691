"""When sessions and items begin, and why not: values in, values out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.group.sessions.rules import (
    AT_THE_END,
    MOST_ITEMS,
    NO_SUCH_TIME,
    NO_SUCH_ZONE,
    NOT_TO_TAKE_UP,
    REMARKS_STAND,
    TIME_COMES_TWICE,
    TOO_MANY_ITEMS,
    Plan,
    Turn,
    clocks_differ,
    minutes_over,
    moment_of,
    moved,
    starts_of,
    twice,
    why_not_add,
    why_not_move,
    why_not_remove,
    why_not_schedule,
    why_not_take_up,
)

ISTANBUL, BAKU, BUCHAREST, LORD_HOWE = (
    "Europe/Istanbul",
    "Asia/Baku",
    "Europe/Bucharest",
    "Australia/Lord_Howe",
)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("on_the_clock", "zone", "turn", "begins"),
    [
        ("2026-12-01 14:00", ISTANBUL, None, "2026-12-01 11:00"),
        ("2026-12-01 14:00", BAKU, None, "2026-12-01 10:00"),
        ("2027-03-27 10:00", BUCHAREST, None, "2027-03-27 08:00"),
        ("2027-03-29 10:00", BUCHAREST, None, "2027-03-29 07:00"),
        ("2027-10-31 03:30", BUCHAREST, Turn.FIRST, "2027-10-31 00:30"),
        ("2027-10-31 03:30", BUCHAREST, Turn.SECOND, "2027-10-31 01:30"),
        ("2027-10-31 03:30", BUCHAREST, None, "2027-10-31 00:30"),
        ("2027-01-01 00:30", "Asia/Tokyo", None, "2026-12-31 15:30"),
    ],
)
def test_a_wall_time_and_its_zone_give_one_moment(
    on_the_clock: str, zone: str, turn: Turn | None, begins: str
) -> None:
    assert moment_of(wall(on_the_clock), zone, turn) == utc(begins)


@pytest.mark.parametrize(
    ("on_the_clock", "zone", "turn", "why_not"),
    [
        ("2026-12-01 14:00", ISTANBUL, None, None),
        ("2026-12-01 14:00", "Europe/Atlantis", None, NO_SUCH_ZONE),
        ("2026-12-01 14:00", "", None, NO_SUCH_ZONE),
        ("2027-03-28 02:59", BUCHAREST, None, None),
        ("2027-03-28 03:00", BUCHAREST, None, NO_SUCH_TIME),
        ("2027-03-28 03:59", BUCHAREST, None, NO_SUCH_TIME),
        ("2027-03-28 03:30", BUCHAREST, Turn.SECOND, NO_SUCH_TIME),
        ("2027-03-28 04:00", BUCHAREST, None, None),
        ("2027-03-28 03:30", ISTANBUL, None, None),
        ("2027-10-31 03:30", BUCHAREST, None, TIME_COMES_TWICE),
        ("2027-10-31 03:30", BUCHAREST, Turn.FIRST, None),
        ("2027-10-31 03:30", BUCHAREST, Turn.SECOND, None),
        ("2027-10-31 04:00", BUCHAREST, None, None),
        ("2026-10-04 02:15", LORD_HOWE, None, NO_SUCH_TIME),
        ("2027-04-04 01:45", LORD_HOWE, None, TIME_COMES_TWICE),
    ],
)
def test_a_session_begins_at_an_hour_that_its_host_has_exactly_once(
    on_the_clock: str, zone: str, turn: Turn | None, why_not: object
) -> None:
    known = zone not in ("", "Europe/Atlantis")
    plan = Plan("A session", wall(on_the_clock), zone, 90, turn)
    refusal = why_not_schedule(plan, zone_known=known)
    assert (refusal and refusal.sentence) == getattr(why_not, "sentence", None)


def test_a_refused_hour_is_named_with_its_place() -> None:
    refusal = why_not_schedule(
        Plan("A session", wall("2026-10-04 02:15"), LORD_HOWE, 90), zone_known=True
    )
    assert str(refusal).startswith("02:15 does not exist in Lord Howe on that day")


@given(
    at=st.datetimes(min_value=wall("2020-01-01"), max_value=wall("2060-01-01")),
    zone=st.sampled_from([ISTANBUL, BAKU, BUCHAREST, LORD_HOWE, "America/New_York", "UTC"]),
)
def test_an_hour_is_missing_or_comes_twice_but_never_both(at: datetime, zone: str) -> None:
    refusal = why_not_schedule(Plan("A session", at, zone, 90), zone_known=True)
    chosen = why_not_schedule(Plan("A session", at, zone, 90, Turn.FIRST), zone_known=True)
    assert (refusal is not None and chosen is None) == twice(at, zone)


def test_items_begin_one_after_another() -> None:
    begins = utc("2026-12-01 11:00")
    assert starts_of(begins, [10, 40, 5]) == [
        begins,
        begins + timedelta(minutes=10),
        begins + timedelta(minutes=50),
    ]
    assert starts_of(begins, []) == []


def test_items_go_on_evenly_while_the_clocks_change() -> None:
    starts = starts_of(moment_of(wall("2027-03-28 02:30"), BUCHAREST), [30, 30])
    assert starts[1] == moment_of(wall("2027-03-28 04:00"), BUCHAREST)


@pytest.mark.parametrize(
    ("session", "items", "over"), [(60, [20, 40], 0), (60, [20, 50], 10), (60, [], -60)]
)
def test_the_agenda_is_measured_against_the_session(
    session: int, items: list[int], over: int
) -> None:
    assert minutes_over(session, items) == over


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [(ISTANBUL, BAKU, True), (ISTANBUL, "Asia/Riyadh", False), (BAKU, BAKU, False)],
)
def test_two_places_may_read_the_same_hour(one: str, other: str, differ: bool) -> None:
    assert clocks_differ(utc("2026-12-01 11:00"), one, other) is differ


@pytest.mark.parametrize(
    ("place", "step", "why_not"),
    [(0, 1, None), (2, -1, None), (0, -1, AT_THE_END), (2, 1, AT_THE_END), (1, 0, AT_THE_END)],
)
def test_an_item_moves_within_its_agenda(place: int, step: int, why_not: object) -> None:
    assert why_not_move(place, step, items=3) == why_not


@given(
    items=st.lists(st.integers(), min_size=1, max_size=9, unique=True),
    steps=st.lists(st.tuples(st.integers(0, 8), st.sampled_from([-1, 1])), max_size=30),
)
def test_moving_loses_no_item_and_only_swaps_neighbours(
    items: list[int], steps: list[tuple[int, int]]
) -> None:
    order = items
    for place, step in steps:
        if place < len(order) and why_not_move(place, step, len(order)) is None:
            after = moved(order, place, step)
            assert (after[place + step], after[place]) == (order[place], order[place + step])
            assert moved(after, place + step, -step) == order
            order = after
    assert sorted(order) == sorted(items)


@pytest.mark.parametrize(("remarks", "why_not"), [(0, None), (1, REMARKS_STAND)])
def test_an_item_that_was_spoken_on_stays(remarks: int, why_not: object) -> None:
    assert why_not_remove(remarks) == why_not


def test_an_agenda_has_an_end() -> None:
    assert why_not_add(MOST_ITEMS - 1) is None
    assert why_not_add(MOST_ITEMS) == TOO_MANY_ITEMS.of(most=MOST_ITEMS)


def test_only_a_practice_that_the_group_sees_is_taken_up() -> None:
    assert why_not_take_up(seen=True) is None
    assert why_not_take_up(seen=False) == NOT_TO_TAKE_UP
