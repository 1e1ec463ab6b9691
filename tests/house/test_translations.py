"""The catalogues: fresh, complete, with the same places in every sentence as in the English."""

import re
import shutil
import subprocess
import sys
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from server.foundation.language.catalogues import translations
from server.foundation.language.names import OFFERED
from tests.house.sources import ROOT

LOCALE = ROOT / "web" / "locale"
PLACES = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|</?[a-z]+[^>]*>")
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 1_000_000)

in_each_language = pytest.mark.parametrize("language", OFFERED)


def po(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / "messages.po"


@cache
def catalogue(language: str) -> Catalog:
    with po(LOCALE, language).open("rb") as file:
        return read_po(file, locale=language)


def sentences(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def places(text: str) -> set[str]:
    return set(PLACES.findall(text))


def told(name: str) -> list[str]:
    """What the Makefile tells Babel, so that the test asks for the same."""
    found = re.search(rf"^{name} := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert found is not None
    return found.group(1).split()


def pybabel(*command: str) -> None:
    program = str(Path(sys.executable).with_name("pybabel"))
    subprocess.run([program, "-q", *command], cwd=ROOT, check=True, capture_output=True)


def test_the_catalogues_are_fresh(tmp_path: Path) -> None:
    fresh, template = tmp_path / "locale", str(tmp_path / "messages.pot")
    shutil.copytree(LOCALE, fresh)
    pybabel("extract", *told("SENTENCES"), "-o", template, ".")
    kept = [word if word != "web/locale" else str(fresh) for word in told("UPDATE")]
    for language in OFFERED:
        pybabel("update", *kept, "-i", template, "-l", language)
        stale = po(fresh, language).read_text() != po(LOCALE, language).read_text()
        assert not stale, f"{language}: run `make translate`"


@in_each_language
def test_every_sentence_is_translated(language: str) -> None:
    missing = [
        message.id
        for message in sentences(language)
        if message.fuzzy or (language != "en" and not all(forms(message.string)))
    ]
    assert missing == []


@in_each_language
def test_a_translation_has_the_places_of_its_sentence(language: str) -> None:
    for message in sentences(language):
        wanted = [places(one) for one in forms(message.id)]
        for said in filter(None, forms(message.string)):
            # A form for one may leave its number out; none may invent a place.
            assert set.intersection(*wanted) <= places(said) <= set.union(*wanted), said


@in_each_language
def test_every_plural_form_is_there_and_can_be_chosen(language: str) -> None:
    header = catalogue(language)
    loaded = translations(language)
    for message in sentences(language):
        if isinstance(message.id, tuple | list):
            assert len(forms(message.string)) == header.num_plurals
            if isinstance(loaded, GNUTranslations):
                one, many = message.id
                said = {loaded.ngettext(one, many, number) for number in NUMBERS}
                assert all(said)


@in_each_language
def test_a_sentence_stands_as_it_is_or_is_left_empty_in_english(language: str) -> None:
    if language == "en":
        for message in sentences("en"):
            assert not any(forms(message.string)) or forms(message.string) == forms(message.id)


def test_a_missing_place_would_be_noticed() -> None:
    assert places("%(name)s signs in <b>here</b>: {n}") == {"%(name)s", "<b>", "</b>", "{n}"}
    assert not places("%(name)s") <= places("%(names)s")


def test_no_sentence_is_empty() -> None:
    """gettext("") answers with the header of the catalogue."""
    found = subprocess.run(
        ["grep", "-rnE", r"(Refusal|Sentence)\(\"\"\)", "server"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
