"""Times name the place whose clock is meant, in every language."""

from datetime import UTC, datetime

import pytest

from server.foundation.language import dates
from server.foundation.language.names import LANGUAGES

MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)
LATE = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "written"),
    [
        ("Asia/Baku", "en", "Tue 1 Dec 2026, 13:00 Baku (UTC+4)"),
        ("Europe/Istanbul", "en", "Tue 1 Dec 2026, 12:00 Istanbul (UTC+3)"),
        ("Europe/Istanbul", "tr", "1 Aralık 2026 Salı, 12:00 İstanbul (UTC+3)"),
        ("Asia/Baku", "tr", "1 Aralık 2026 Salı, 13:00 Bakü (UTC+4)"),
        ("Asia/Kolkata", "en", "Tue 1 Dec 2026, 14:30 Kolkata (UTC+5:30)"),
        ("America/St_Johns", "en", "Tue 1 Dec 2026, 05:30 St. John’s (UTC−3:30)"),
        ("UTC", "en", "Tue 1 Dec 2026, 09:00 UTC"),
        ("Africa/Abidjan", "en", "Tue 1 Dec 2026, 09:00 Abidjan (UTC)"),
    ],
)
def test_a_time_names_its_day_its_city_and_its_offset(
    zone: str, language: str, written: str
) -> None:
    assert dates.when(MOMENT, zone, language) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_istanbul_keeps_one_offset_all_year_and_is_never_called_summer_time(language: str) -> None:
    for month in (1, 7):
        written = dates.when(datetime(2026, month, 1, tzinfo=UTC), "Europe/Istanbul", language)
        assert "03:00" in written
        assert written.endswith("(UTC+3)")
        assert "летнее" not in written


def test_a_zone_that_moves_its_clocks_shows_the_offset_of_the_day() -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert dates.offset_words(MOMENT, "Europe/Bucharest") == "UTC+2"
    assert dates.offset_words(summer, "Europe/Bucharest") == "UTC+3"


@pytest.mark.parametrize(
    ("zone", "language", "city"),
    [
        ("Europe/Kyiv", "ru", "Киев"),  # filed by CLDR under the old name
        ("Asia/Kolkata", "ar", "كالكتا"),
        ("America/Argentina/Buenos_Aires", "tr", "Buenos Aires"),
        ("Asia/Bishkek", "tr", "Bişkek"),
        ("Europe/Istanbul", "ar", "إسطنبول"),
    ],
)
def test_a_city_is_called_as_the_language_calls_it(zone: str, language: str, city: str) -> None:
    assert dates.city_of(zone, language) == city


def test_the_month_of_a_leaf_is_never_another_languages() -> None:
    leaves = [dates.leaf(MOMENT, "UTC", language) for language in (*LANGUAGES, "az", "fr")]
    months = ["Dec", "Ara", "dek", "дек.", "ديسمبر", "déc.", "dic", "dek", "déc."]
    assert leaves == [(month, "1") for month in months]


def test_markup_carries_the_moment_for_machines_and_escapes_the_words() -> None:
    assert dates.when_markup(MOMENT, "Asia/Baku", "en") == (
        '<time datetime="2026-12-01T09:00:00+00:00" data-shows="when">'
        "<bdi>Tue 1 Dec 2026, 13:00 Baku (UTC+4)</bdi></time>"
    )
    assert ">13:00<" in dates.clock_markup(MOMENT, "Asia/Baku")


def test_two_calendars_may_show_two_days() -> None:
    assert dates.same_day(MOMENT, "Asia/Baku", "Europe/Istanbul")
    assert not dates.same_day(LATE, "Asia/Baku", "Africa/Abidjan")
    assert dates.day(LATE, "Asia/Baku", "en") == "Wed 2 Dec 2026"


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2024-07-10", "en", "10 Jul 2024"),
        ("2024-07", "en", "Jul 2024"),
        ("2024-07", "tr", "Temmuz 2024"),
        ("2024", "tr", "2024"),
        ("FY2022", "tr", "FY2022"),
    ],
)
def test_the_date_of_a_figure_is_as_exact_as_its_source(
    text: str, language: str, written: str
) -> None:
    assert dates.as_of(text, language) == written


def test_numbers_are_grouped_as_the_language_groups_them() -> None:
    assert dates.number(1_400, "en") == "1,400"
    assert dates.number(1_400.5, "tr") == "1.400,5"
    assert dates.number(1_400, "ar") == "1,400"  # Latin digits, as figures in sources are written
