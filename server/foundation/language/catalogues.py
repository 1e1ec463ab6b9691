"""The catalogues, read from their sources into memory; and the saying of a sentence."""

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from server.foundation.refusals import Refusal
from server.settings import WEB


@cache
def translations(language: str) -> NullTranslations:
    """What the catalogue of a language says; English sentences stand where it has none."""
    return read(WEB / "locale" / language / "LC_MESSAGES" / "messages.po", language)


def read(source: Path, language: str) -> NullTranslations:
    """Plural forms are those of the file's own header; what is marked fuzzy is left out."""
    if not source.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def say(language: str, sentence: Refusal) -> str:
    """The sentence in a language, with its values; a value may be a sentence itself."""
    values = {
        name: say(language, value) if isinstance(value, Refusal) else value
        for name, value in sentence.values
    }
    return translations(language).gettext(sentence.sentence) % values
