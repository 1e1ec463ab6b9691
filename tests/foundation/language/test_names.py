"""Names of countries and languages, and the order of alphabets."""

import pytest

from server.foundation.language import names

IN_ORDER = {
    "en": ["Åland Islands", "Albania", "Côte d’Ivoire", "Türkiye", "Zimbabwe"],
    "tr": ["Cezayir", "Çad", "Irak", "ıtır", "İran", "Jamaika", "Kâbil", "Oman", "Özbek", "Şili"],
    "az": ["Ekvador", "Əfqanıstan", "Fransa", "Haiti", "Xorvatiya", "İraq", "Qatar", "Laos"],
    "ru": ["Египет", "Ёлка", "Ельск", "Иран", "Йемен", "Катар", "Япония"],
    "ar": ["أذربيجان", "إسبانيا", "ألمانيا", "اليابان", "باكستان", "تركيا", "مصر", "هولندا"],
    "fr": ["Danemark", "Égypte", "Équateur", "Espagne", "Fidji", "Zambie"],
    "es": ["España", "Níger", "Ñemby", "Omán", "Túnez"],
}


@pytest.mark.parametrize("language", names.LANGUAGES)
def test_a_list_stands_in_the_order_of_the_readers_alphabet(language: str) -> None:
    words = IN_ORDER[language]
    for mixed in (words[::-1], words[1::2] + words[::2]):
        assert sorted(mixed, key=lambda word: names.sort_key(word, language)) == words


def test_turkish_keeps_the_dotless_i_before_the_dotted_and_capitals_beside_small_letters() -> None:
    assert names.sort_key("IĞDIR", "tr")[0] == names.sort_key("ığdır", "tr")[0]
    assert names.sort_key("İZMİR", "tr")[0] == names.sort_key("izmir", "tr")[0]
    assert names.sort_key("ı", "tr") < names.sort_key("i", "tr")


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("TR", "en", "Türkiye"),
        ("TR", "ru", "Турция"),
        ("AZ", "tr", "Azerbaycan"),
        ("AZ", "ar", "أذربيجان"),
        ("ZZZ", "en", "ZZZ"),
    ],
)
def test_a_country_has_the_name_its_reader_knows(code: str, language: str, name: str) -> None:
    assert names.country(code, language) == name


def test_the_secretariat_is_a_delegation_without_a_country() -> None:
    assert names.delegation("XS", "en") == "Secretariat of the group"
    assert names.delegation("AZ", "en") == "Azerbaijan"


def test_every_language_calls_itself_by_its_name_with_a_capital() -> None:
    assert set(names.AUTONYMS) == set(names.LANGUAGES)
    assert names.autonym("az") == "Azərbaycanca"
    assert names.autonym("ro") == "Română"
    assert all(name[0] == name[0].upper() for _, name in names.spoken())
    assert [code for code, _ in names.offered()] == list(names.OFFERED)


def test_arabic_is_written_from_the_right() -> None:
    directions = {code: names.direction(code) for code in names.LANGUAGES}
    assert directions.pop("ar") == "rtl"
    assert set(directions.values()) == {"ltr"}
