"""Names of languages and countries, and the order in which a language sorts them."""

from functools import cache
from unicodedata import combining, normalize

from babel import Locale

from server.foundation.language import catalogues
from server.foundation.refusals import Refusal

SECRETARIAT = Refusal("Secretariat of the group")

LANGUAGES = ("en", "tr", "az", "ru", "ar", "fr", "es")
OFFERED = ("en", "tr")
"""The languages whose catalogue is complete; the others follow part by part."""

# CLDR writes some autonyms with a small letter, for use within a sentence.
AUTONYMS = {
    "en": "English",
    "tr": "Türkçe",
    "az": "Azərbaycanca",
    "ru": "Русский",
    "ar": "العربية",
    "fr": "Français",
    "es": "Español",
}

# Alphabets that are not the order of Unicode; ё is missing, for Russian sorts it as е.
_LETTERS = {
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
}
_DOTLESS = ("tr", "az")
_FOLDED = {"ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"}


def autonym(code: str) -> str:
    """What a language calls itself."""
    return AUTONYMS.get(code) or (Locale.parse(code).display_name or code).capitalize()


def offered() -> list[tuple[str, str]]:
    """(code, autonym) of every language the platform speaks now."""
    return [(code, AUTONYMS[code]) for code in OFFERED]


def spoken() -> list[tuple[str, str]]:
    """(code, autonym) of every language people may write in."""
    return list(AUTONYMS.items())


def direction(code: str) -> str:
    return Locale.parse(code).text_direction


@cache
def country(code: str, language: str) -> str:
    """The name by CLDR; a code without one is shown as it is."""
    return str(Locale.parse(language).territories.get(code, code))


def delegation(code: str, language: str) -> str:
    """The country a delegation speaks for; XS, which ISO leaves to users, is our secretariat."""
    if code == "XS":
        return catalogues.say(language, SECRETARIAT)
    return country(code, language)


def sort_key(text: str, language: str) -> tuple[tuple[int, ...], str]:
    """Orders `text` by the alphabet of `language`, for lists short enough to sort in Python."""
    lowered = _lowered(text, language)
    letters = _LETTERS.get(language, "")
    kept = (one if one in letters else _bare(one) for one in lowered)
    return tuple(_place(letter, letters) for letter in "".join(kept)), lowered


def _lowered(text: str, language: str) -> str:
    if language in _DOTLESS:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.casefold()


def _bare(letter: str) -> str:
    """Without the marks that a language does not count as letters: é is e, أ is ا."""
    if letter in _FOLDED:
        return _FOLDED[letter]
    return "".join(part for part in normalize("NFKD", letter) if not combining(part))


def _place(letter: str, letters: str) -> int:
    at = letters.find(letter)
    return ord(letters[0]) + at if at >= 0 else ord(letter)
