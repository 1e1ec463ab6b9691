"""What is stored, what is on record, what is announced; and what is not, after a refusal."""

import pytest
import sqlalchemy as sa
from sqlmodel import select

from server.foundation.audit import AuditEntry
from server.foundation.database import Database, Db
from server.group.discussion.queries import room_of
from server.group.permissions import Actor
from server.group.practices.actions.authoring import (
    PracticeCleared,
    PracticeSubmitted,
    change,
    clear,
    draft,
    submit,
)
from server.group.practices.models import Practice
from server.group.practices.rules.life import (
    CHANGED_SINCE_READ,
    INCOMPLETE,
    NOT_A_DRAFT,
    NOT_SUBMITTED,
    Stage,
)
from tests.builders import refused
from tests.conftest import Clock
from tests.practices.builders import COMPLETE, a_cleared, a_draft, a_submitted


def acts(db: Db, practice: Practice) -> list[str]:
    db.flush()
    wanted = select(AuditEntry.act).where(AuditEntry.subject_id == practice.id)
    return list(db.exec(wanted.order_by(sa.column("id"))))


def test_a_draft_belongs_to_the_authors_delegation_and_has_the_forms_defaults(
    db: Db, clock: Clock, az_delegate: Actor
) -> None:
    practice = draft(db, az_delegate, {"title": "A first line"})
    assert practice.delegation_id == az_delegate.delegation_id
    assert practice.author_id == az_delegate.person_id
    assert practice.stage == Stage.DRAFT
    assert practice.country == "AZ"
    assert practice.said["visibility"] == "working_group"
    assert practice.said["review_due"] == "2028-12-31"
    assert practice.demonstration is az_delegate.demonstration
    assert acts(db, practice) == ["practice.drafted"]


def test_answers_are_kept_word_for_word_across_a_commit(
    database: Database, az_delegate: Actor
) -> None:
    typed = {**COMPLETE, "title": "Açıq axşamlar — ailələr üçün", "problem": "a\n\n«b» ' \" \\ 😀"}
    with database.write() as db:
        practice_id = draft(db, az_delegate, typed).id
    with database.read() as db:
        practice = db.get_one(Practice, practice_id)
        assert {name: practice.said[name] for name in typed} == typed
        assert practice.evidence == "administrative_data"


def test_a_change_touches_these_answers_and_no_others(db: Db, az_delegate: Actor) -> None:
    practice = a_draft(db, az_delegate)
    change(db, az_delegate, practice, {"problem": "Another problem."}, practice.version)
    assert practice.said["problem"] == "Another problem."
    assert practice.said["approach"] == COMPLETE["approach"]
    assert (practice.version, practice.touched) == (2, {"problem": 2})
    assert acts(db, practice) == ["practice.drafted", "practice.changed"]


def test_a_submission_has_an_author_and_a_date(db: Db, clock: Clock, az_delegate: Actor) -> None:
    practice = a_draft(db, az_delegate)
    submit(db, az_delegate, practice, practice.version)
    assert practice.stage == Stage.SUBMITTED
    assert (practice.submitted_at, practice.submitted_by) == (clock.moment, az_delegate.person_id)
    assert acts(db, practice)[-1] == "practice.submitted"
    assert db.news == [PracticeSubmitted(practice.id)]
    assert room_of(db, "practice", practice.id) is None


def test_an_incomplete_draft_is_not_submitted(db: Db, az_delegate: Actor) -> None:
    practice = a_draft(db, az_delegate, problem="")
    with refused(INCOMPLETE):
        submit(db, az_delegate, practice, practice.version)
    assert (practice.stage, practice.submitted_at) == (Stage.DRAFT, None)
    assert acts(db, practice) == ["practice.drafted"]
    assert db.news == []


def test_a_text_that_changed_since_it_was_read_is_not_submitted(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_draft(db, az_delegate)
    change(db, az_head, practice, {"problem": "The head's."}, 1)
    with refused(CHANGED_SINCE_READ):
        submit(db, az_delegate, practice, 1)


def test_a_clearance_clears_this_text_and_opens_its_discussion(
    db: Db, clock: Clock, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_submitted(db, az_delegate)
    clock.move(hours=1)
    clear(db, az_head, practice, practice.version)
    room = room_of(db, "practice", practice.id)
    assert practice.stage == Stage.MEMBERS
    assert (practice.cleared_at, practice.cleared_by) == (clock.moment, az_head.person_id)
    assert practice.cleared_hash == practice.text_hash
    assert room is not None
    assert (room.read_action, room.read_state) == ("practice.read", "members")
    assert room.home == f"/practices/{practice.id}"
    assert acts(db, practice)[-1] == "practice.cleared"
    assert db.news[-1] == PracticeCleared(practice.id)


def test_a_draft_is_not_cleared(db: Db, az_delegate: Actor, az_head: Actor) -> None:
    practice = a_draft(db, az_delegate)
    with refused(NOT_SUBMITTED):
        clear(db, az_head, practice, practice.version)
    assert room_of(db, "practice", practice.id) is None


def test_what_was_submitted_or_cleared_is_not_changed_any_more(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    for practice in (a_submitted(db, az_delegate), a_cleared(db, az_delegate, az_head)):
        before = practice.text_hash
        with refused(NOT_A_DRAFT):
            change(db, az_delegate, practice, {"problem": "Another."}, practice.version)
        assert practice.text_hash == before


@pytest.mark.parametrize(
    "broken",
    [
        {"stage": "submitted"},
        {"stage": "members"},
        {"stage": "public"},
        {"submitted_by": None},
        {"cleared_at": None},
        {"cleared_hash": None},
        {"author_id": None},
    ],
    ids=str,
)
def test_the_database_itself_ties_a_stage_to_its_acts(
    database: Database, az_delegate: Actor, az_head: Actor, broken: dict[str, object]
) -> None:
    with database.write() as db:
        untouched = a_draft(db, az_delegate).id
        cleared = a_cleared(db, az_delegate, az_head).id
    subject = untouched if "stage" in broken or "author_id" in broken else cleared
    spoil = sa.update(Practice).where(sa.column("id") == subject).values(broken)
    with pytest.raises(sa.exc.IntegrityError), database.write() as db:
        db.connection().execute(spoil)
