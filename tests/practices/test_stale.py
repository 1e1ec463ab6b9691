"""Two people write on one draft: nobody loses what they wrote, nobody overwrites unseen."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from server.foundation.database import Database, Db
from server.foundation.refusals import Stale
from server.group.permissions import Actor
from server.group.practices.actions.authoring import change
from server.group.practices.models import Practice
from tests.practices.builders import a_draft, stored


def test_a_stale_form_is_told_what_somebody_else_wrote(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_draft(db, az_delegate)
    change(db, az_head, practice, {"problem": "The head's.", "equity": "Hers too."}, 1)
    with pytest.raises(Stale) as stale:
        change(db, az_delegate, practice, {"problem": "Mine.", "equity": "Hers too."}, 1)
    assert stale.value.current == {"problem": "The head's."}
    assert stale.value.version == 2
    assert practice.said["problem"] == "The head's."


def test_rows_that_somebody_else_wrote_are_told_as_words(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_draft(db, az_delegate)
    rows = [{"indicator": "Visitors", "baseline": "", "result": "one in six", "source": "a"}]
    change(db, az_head, practice, {"outcomes": rows, "sources": ["https://a.b"]}, 1)
    with pytest.raises(Stale) as stale:
        change(db, az_delegate, practice, {"outcomes": [], "sources": []}, 1)
    assert stale.value.current == {
        "outcomes": "Visitors · one in six · a",
        "sources": "https://a.b",
    }


def test_two_people_may_write_on_different_answers_at_once(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_draft(db, az_delegate)
    change(db, az_head, practice, {"problem": "The head's."}, 1)
    change(db, az_delegate, practice, {"equity": "Mine."}, 1)
    assert (practice.said["problem"], practice.said["equity"]) == ("The head's.", "Mine.")


def test_whoever_compared_can_save_their_own_after_all(
    db: Db, az_delegate: Actor, az_head: Actor
) -> None:
    practice = a_draft(db, az_delegate)
    change(db, az_head, practice, {"problem": "The head's."}, 1)
    with pytest.raises(Stale) as stale:
        change(db, az_delegate, practice, {"problem": "Mine."}, 1)
    assert stale.value.version is not None
    change(db, az_delegate, practice, {"problem": "Mine."}, stale.value.version)
    assert practice.said["problem"] == "Mine."


def test_of_two_who_save_at_the_same_moment_the_second_is_stale(
    database: Database, az_delegate: Actor, az_head: Actor
) -> None:
    with database.write() as db:
        practice_id = a_draft(db, az_delegate).id
    begun = Event()

    def save(actor: Actor, words: str) -> None:
        begun.set()
        with database.write() as db:
            change(db, actor, db.get_one(Practice, practice_id), {"problem": words}, 1)

    with ThreadPoolExecutor(1) as another:
        with database.write() as db:
            change(db, az_head, db.get_one(Practice, practice_id), {"problem": "Hers."}, 1)
            late = another.submit(save, az_delegate, "His.")
            assert begun.wait(10)
        assert isinstance(late.exception(10), Stale)
    assert stored(database, practice_id).said["problem"] == "Hers."
