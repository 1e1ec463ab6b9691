"""A practice on its way from its author to the group."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from server.foundation.announcements import announce
from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Refused, Stale
from server.group.discussion.actions import open_room
from server.group.permissions import Actor
from server.group.practices.models import Practice
from server.group.practices.rules.answers import CELLS, Answer
from server.group.practices.rules.life import (
    Stage,
    why_not_change,
    why_not_clear,
    why_not_submit,
)

REVIEW_AFTER_YEARS = 2


@dataclass(frozen=True)
class PracticeSubmitted:
    """A practice waits for the head of its delegation."""

    practice_id: UUID


@dataclass(frozen=True)
class PracticeCleared:
    """A practice is open to the group."""

    practice_id: UUID


def draft(db: Db, actor: Actor, answers: Mapping[str, Answer]) -> Practice:
    """Begins a practice of the actor's own delegation; the form's defaults stand in it."""
    assert actor.delegation_id is not None
    practice = Practice(
        delegation_id=actor.delegation_id,
        author_id=actor.person_id,
        title="",
        country=actor.delegation_code,
        demonstration=actor.demonstration,
        created_at=now(),
    )
    practice.say({**_defaults(actor), **answers})
    db.add(practice)
    db.flush()  # whoever changes it next holds its row
    record(db, actor_id=actor.person_id, act="practice.drafted", subject_id=practice.id)
    return practice


def change(
    db: Db, actor: Actor, practice: Practice, answers: Mapping[str, Answer], version: int
) -> None:
    """Writes over these answers, unless somebody else changed one of them since `version`."""
    _hold(db, practice)
    if refusal := why_not_change(Stage(practice.stage)):
        raise Refused(refusal)
    differing = {name for name in answers if practice.said.get(name) != answers[name]}
    if theirs := {name for name in differing if practice.touched.get(name, 1) > version}:
        raise Stale({name: _plain(practice.said.get(name)) for name in theirs}, practice.version)
    practice.say(answers)
    practice.version += 1
    practice.touched = {**practice.touched, **dict.fromkeys(differing, practice.version)}
    db.add(practice)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.changed",
        subject_id=practice.id,
        facts={"version": practice.version},
    )


def submit(db: Db, actor: Actor, practice: Practice, version: int) -> None:
    """Hands the text of this version to the head of delegation."""
    _hold(db, practice)
    as_read = practice.version == version
    if refusal := why_not_submit(Stage(practice.stage), practice.said, as_read=as_read):
        raise Refused(refusal)
    practice.stage = Stage.SUBMITTED.value
    practice.submitted_at = now()
    practice.submitted_by = actor.person_id
    db.add(practice)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.submitted",
        subject_id=practice.id,
        facts={"text": practice.text_hash},
    )
    announce(db, PracticeSubmitted(practice.id))


def clear(db: Db, actor: Actor, practice: Practice, version: int) -> None:
    """The head of delegation lets these words, and no others, be read and discussed."""
    _hold(db, practice)
    if refusal := why_not_clear(Stage(practice.stage), as_read=practice.version == version):
        raise Refused(refusal)
    practice.stage = Stage.MEMBERS.value
    practice.cleared_at = now()
    practice.cleared_by = actor.person_id
    practice.cleared_hash = practice.text_hash
    db.add(practice)
    open_room_of(db, practice)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.cleared",
        subject_id=practice.id,
        facts={"text": practice.cleared_hash},
    )
    announce(db, PracticeCleared(practice.id))


def open_room_of(db: Db, practice: Practice) -> None:
    """Whoever may read the practice in its stage may follow what is said of it."""
    read = ("practice.read", practice.stage)
    home = f"/practices/{practice.id}"
    open_room(db, "practice", practice.id, home, read, practice.facts)


def _hold(db: Db, practice: Practice) -> None:
    """Waits for whoever changes it at this moment, and reads what they left."""
    db.flush()
    db.refresh(practice, with_for_update=True)


def _defaults(actor: Actor) -> dict[str, Answer]:
    return {
        "country": actor.delegation_code,
        "language": actor.language or "en",
        "visibility": "working_group",
        "review_due": f"{now().year + REVIEW_AFTER_YEARS}-12-31",
    }


def _plain(answer: Answer) -> str:
    """An answer as one text, for whoever wrote another one meanwhile."""
    if answer is None or isinstance(answer, (str, int)):
        return "" if answer is None else str(answer)
    return "\n".join(one if isinstance(one, str) else _line(one) for one in answer)


def _line(row: Mapping[str, str]) -> str:
    return " · ".join(row[cell] for cell in CELLS if row.get(cell))
