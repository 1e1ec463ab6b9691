"""Which language a reader gets, and which zone."""

import pytest

from server.foundation.language.choosing import choose, is_zone, zone, zones


@pytest.mark.parametrize(
    ("asked", "profile", "cookie", "accepted", "chosen"),
    [
        ("tr", "en", "en", "en", "tr"),
        (None, "tr", "en", "en", "tr"),
        (None, None, "tr", "en", "tr"),
        (None, None, None, "tr", "tr"),
        (None, None, None, "", "en"),
        ("xx", "tr", None, "", "tr"),
        ("ru", None, None, "tr", "tr"),  # of the seven, but its catalogue is not complete
        ("../tr", None, "", "", "en"),
    ],
)
def test_the_address_wins_over_profile_cookie_and_browser(
    asked: str | None, profile: str | None, cookie: str | None, accepted: str, chosen: str
) -> None:
    assert choose(asked=asked, profile=profile, cookie=cookie, accepted=accepted) == chosen


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("tr-TR,tr;q=0.9,en;q=0.8", "tr"),
        ("en;q=0.5,tr;q=0.9", "tr"),
        ("en; q=0.5, tr; q=0.9", "tr"),
        ("de,fr;q=0.9,tr;q=0.1", "tr"),
        ("tr;q=0,en;q=0.1", "en"),
        ("tr;q=0", "en"),
        ("tr,en", "tr"),
        ("*", "en"),
        ("tr;q=high", "en"),
        ("tr;q=nan,en", "en"),
        ("tr;q=inf", "en"),
        ("tr;level=1", "en"),
        (";,;q=,,-", "en"),
        ("," * 5_000 + "tr", "en"),
    ],
)
def test_the_browser_is_heard_by_its_weights(accepted: str, chosen: str) -> None:
    assert choose(asked=None, profile=None, cookie=None, accepted=accepted) == chosen


@pytest.mark.parametrize(
    ("profile", "cookie", "found"),
    [
        ("Asia/Baku", "Europe/Istanbul", "Asia/Baku"),
        (None, "Europe/Istanbul", "Europe/Istanbul"),
        ("Mars/Olympus", "Europe/Istanbul", "Europe/Istanbul"),
        (None, None, "UTC"),
        ("", "../../etc/passwd", "UTC"),
    ],
)
def test_the_profile_names_the_zone_before_the_cookie(
    profile: str | None, cookie: str | None, found: str
) -> None:
    assert zone(profile, cookie) == found


def test_zones_are_places_and_utc() -> None:
    assert {"UTC", "Asia/Baku", "Europe/Istanbul", "America/Argentina/Buenos_Aires"} <= zones()
    assert not is_zone("EST5EDT")
    assert not is_zone("Etc/GMT+3")
