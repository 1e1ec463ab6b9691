"""What a practice must say, and when an act is possible: tables, and no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.group.practices.rules.answers import (
    ALL_TICKED,
    EVIDENCE_OF,
    LONGEST_SENTENCE,
    MOST_WORDS,
    REQUIRED,
    Answer,
    evidence_of,
    first_sentence,
    missing,
    too_long,
)
from server.group.practices.rules.life import (
    CHANGED_SINCE_READ,
    INCOMPLETE,
    NOT_A_DRAFT,
    NOT_SUBMITTED,
    Stage,
    why_not_change,
    why_not_clear,
    why_not_submit,
)
from tests.practices.builders import COMPLETE

LATER = [stage for stage in Stage if stage is not Stage.DRAFT]


def test_a_complete_practice_lacks_nothing() -> None:
    assert missing(COMPLETE) == ()
    assert why_not_submit(Stage.DRAFT, COMPLETE, as_read=True) is None


@pytest.mark.parametrize("name", REQUIRED)
def test_each_required_answer_is_missed_by_name(name: str) -> None:
    emptied = {**COMPLETE, name: [] if isinstance(COMPLETE[name], list) else ""}
    assert missing(emptied) == (name,)
    assert why_not_submit(Stage.DRAFT, emptied, as_read=True) == INCOMPLETE


@pytest.mark.parametrize("name", ["ended_year", "local_term", "more_types", "partners"])
def test_what_is_not_required_may_stay_empty(name: str) -> None:
    assert missing({**COMPLETE, name: None}) == ()


@pytest.mark.parametrize("name", ALL_TICKED)
def test_a_checklist_counts_only_when_all_of_it_is_ticked(name: str) -> None:
    ticked = COMPLETE[name]
    assert isinstance(ticked, list)
    assert missing({**COMPLETE, name: ticked[1:]}) == (name,)
    assert missing({**COMPLETE, name: [ticked[0]] * len(ticked)}) == (name,)


@pytest.mark.parametrize("cell", ["indicator", "result", "source"])
def test_an_outcome_without_this_does_not_count(cell: str) -> None:
    row = {"indicator": "a", "result": "b", "source": "c"}
    assert missing({**COMPLETE, "outcomes": [row]}) == ()
    assert missing({**COMPLETE, "outcomes": [{**row, cell: ""}]}) == ("outcomes",)


@pytest.mark.parametrize("design", ["comparison_group", "randomised"])
def test_who_compares_groups_says_how_large_they_were(design: str) -> None:
    compared: dict[str, Answer] = {**COMPLETE, "evaluation_design": design}
    assert missing(compared) == ("sample_size",)
    assert missing({**compared, "sample_size": "24 and 25"}) == ()


@pytest.mark.parametrize(("name", "most"), MOST_WORDS.items())
def test_a_text_may_have_so_many_words_and_no_more(name: str, most: int) -> None:
    assert too_long({**COMPLETE, name: "word " * most}) == ()
    wordy = {**COMPLETE, name: "word " * (most + 1)}
    assert too_long(wordy) == (name,)
    assert why_not_submit(Stage.DRAFT, wordy, as_read=True) == INCOMPLETE


@pytest.mark.parametrize("stage", LATER)
def test_only_a_draft_is_changed_or_submitted(stage: Stage) -> None:
    assert why_not_change(Stage.DRAFT) is None
    assert why_not_change(stage) == NOT_A_DRAFT
    assert why_not_submit(stage, COMPLETE, as_read=True) == NOT_A_DRAFT


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SUBMITTED])
def test_only_what_was_submitted_is_cleared(stage: Stage) -> None:
    assert why_not_clear(Stage.SUBMITTED, as_read=True) is None
    assert why_not_clear(stage, as_read=True) == NOT_SUBMITTED


def test_nobody_hands_on_a_text_they_have_not_read() -> None:
    assert why_not_submit(Stage.DRAFT, COMPLETE, as_read=False) == CHANGED_SINCE_READ
    assert why_not_clear(Stage.SUBMITTED, as_read=False) == CHANGED_SINCE_READ


@pytest.mark.parametrize(("design", "label"), EVIDENCE_OF.items())
def test_the_design_of_the_evaluation_decides_the_label(design: str, label: str) -> None:
    assert evidence_of({"evaluation_design": design}) == label


def test_without_an_evaluation_there_is_no_label() -> None:
    assert evidence_of({}) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two.", "One."),
        ("Since 2.5 years. Then", "Since 2.5 years."),
        ("Kaç aile var? Çok.", "Kaç aile var?"),
        ("هل هناك عائلات؟ نعم.", "هل هناك عائلات؟"),
        ("no stop at all", "no stop at all"),
        ("", ""),
        ("word " * 60, "word " * 51 + "word…"),
        ("a" * 300, "a" * LONGEST_SENTENCE + "…"),
    ],
)
def test_a_list_shows_the_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


@given(st.text())
def test_a_sentence_in_a_list_is_never_long(text: str) -> None:
    assert len(first_sentence(text)) <= LONGEST_SENTENCE + 1
