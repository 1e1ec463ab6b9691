"""What a catalogue says, and which plural it chooses."""

import re
from pathlib import Path

import pytest

from server.foundation.language import catalogues
from server.foundation.refusals import Refusal
from server.settings import WEB

NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 1_000_000)

ONE_OR_MANY = ("nplurals=2; plural=(n != 1);", "101111111")
FORMS = {
    "en": ONE_OR_MANY,
    "tr": ONE_OR_MANY,
    "az": ONE_OR_MANY,
    "es": ONE_OR_MANY,
    "fr": ("nplurals=2; plural=(n > 1);", "001111111"),
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 &&"
        " (n%100<10 || n%100>=20) ? 1 : 2);",
        "201122022",
    ),
    # Form 4 is "hundreds", form 5 "11 to 99": not the order in which CLDR names them.
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
        " n%100>=0 && n%100<=2 ? 4 : 5);",
        "012335544",
    ),
}
"""For each language the header of its catalogue, and the form it takes for each number."""


def a_catalogue(folder: Path, plural_forms: str, entries: str) -> Path:
    file = folder / "messages.po"
    head = f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {plural_forms}\\n"'
    file.write_text(f'msgid ""\nmsgstr ""\n{head}\n\n{entries}\n', encoding="utf-8")
    return file


@pytest.mark.parametrize("language", FORMS)
def test_a_number_takes_the_form_that_the_header_says(language: str, tmp_path: Path) -> None:
    header, wanted = FORMS[language]
    forms = "\n".join(f'msgstr[{form}] "{form}"' for form in range(int(header[9])))
    entry = f'msgid "%(n)s minute"\nmsgid_plural "%(n)s minutes"\n{forms}'
    said = catalogues.read(a_catalogue(tmp_path, header, entry), language)
    taken = "".join(said.ngettext("%(n)s minute", "%(n)s minutes", n) for n in NUMBERS)
    assert taken == wanted


def test_a_shipped_catalogue_has_the_plural_forms_of_its_language() -> None:
    for file in WEB.glob("locale/*/LC_MESSAGES/messages.po"):
        header, _ = FORMS[file.parts[-3]]
        assert f'"Plural-Forms: {header}\\n"' in file.read_text(encoding="utf-8")


def test_what_is_marked_as_uncertain_is_not_said(tmp_path: Path) -> None:
    entries = '#, fuzzy\nmsgid "Close"\nmsgstr "Yakın"\n\nmsgid "Open"\nmsgstr "Aç"'
    said = catalogues.read(a_catalogue(tmp_path, ONE_OR_MANY[0], entries), "tr")
    assert said.gettext("Close") == "Close"
    assert said.gettext("Open") == "Aç"


def test_a_language_without_a_catalogue_says_the_english_sentence() -> None:
    assert catalogues.say("xx", Refusal("At most %(most)s items.", most=3)) == "At most 3 items."


def test_a_sentence_may_carry_numbers_and_other_sentences() -> None:
    outer = Refusal("Entry %(entry)s: %(why)s", entry=7, why=Refusal("More than %(ge)s.", ge=2))
    assert catalogues.say("en", outer) == "Entry 7: More than 2."


def test_turkish_joins_no_suffix_to_a_name_that_is_filled_in() -> None:
    turkish = (WEB / "locale" / "tr" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    joined = re.findall(r"%\(\w+\)s['’\w]\w*", turkish)
    assert joined == []
