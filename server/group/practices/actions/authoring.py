"""A practice on its way from its author to the group."""

from collections.abc import Mapping

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Refused, Stale
from server.group.discussion.actions import open_room
from server.group.permissions import Actor
from server.group.practices.models import COLUMNS, Practice
from server.group.practices.rules import (
    Answer,
    Stage,
    why_not_change,
    why_not_clear,
    why_not_submit,
)


def draft(db: Db, actor: Actor, answers: Mapping[str, Answer]) -> Practice:
    """Begins a practice of the actor's own delegation."""
    assert actor.delegation_id is not None
    practice = Practice(
        delegation_id=actor.delegation_id,
        author_id=actor.person_id,
        title="",
        demonstration=actor.demonstration,
        created_at=now(),
    )
    _take(practice, answers)
    db.add(practice)
    record(db, actor_id=actor.person_id, act="practice.drafted", subject_id=practice.id)
    return practice


def change(
    db: Db, actor: Actor, practice: Practice, answers: Mapping[str, Answer], version: int
) -> None:
    """Writes over a draft, unless somebody else has done so since the form was opened."""
    if refusal := why_not_change(Stage(practice.stage)):
        raise Refused(refusal)
    if practice.version != version:
        raise Stale({"title": practice.title, "summary": practice.summary})
    _take(practice, answers)
    practice.version += 1
    db.add(practice)
    record(db, actor_id=actor.person_id, act="practice.changed", subject_id=practice.id)


def submit(db: Db, actor: Actor, practice: Practice) -> None:
    if refusal := why_not_submit(Stage(practice.stage), practice.said):
        raise Refused(refusal)
    practice.stage = Stage.SUBMITTED.value
    practice.submitted_at = now()
    db.add(practice)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.submitted",
        subject_id=practice.id,
        facts={"text": practice.text_hash},
    )


def clear(db: Db, actor: Actor, practice: Practice) -> None:
    """The head of delegation lets these words, and no others, be seen by the group."""
    if refusal := why_not_clear(Stage(practice.stage)):
        raise Refused(refusal)
    practice.stage = Stage.MEMBERS.value
    practice.cleared_at = now()
    practice.cleared_by = actor.person_id
    practice.cleared_hash = practice.text_hash
    db.add(practice)
    open_room(
        db,
        "practice",
        practice.id,
        f"/practices/{practice.id}",
        ("practice.read", practice.stage),
        practice.facts,
    )
    record(
        db,
        actor_id=actor.person_id,
        act="practice.cleared",
        subject_id=practice.id,
        facts={"text": practice.cleared_hash},
    )


def _take(practice: Practice, answers: Mapping[str, Answer]) -> None:
    for name in COLUMNS:
        setattr(practice, name, answers.get(name))
    practice.evidence = str(answers.get("evaluation_design") or "")
    practice.answers = {name: answers[name] for name in answers if name not in COLUMNS}
