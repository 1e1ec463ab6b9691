"""The doors to a practice."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from server.foundation.dependencies import Db
from server.foundation.refusals import Unreachable
from server.group.delegations.access import Viewer, door
from server.group.permissions import Actor, admit
from server.group.practices.models import Practice


@door("practice.read")
def visible_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    practice = db.get(Practice, practice_id)
    if practice is None:
        raise Unreachable
    admit(viewer, "practice.read", practice.stage, practice.facts)
    return practice


def _also(action: str, practice: Practice, viewer: Actor, state: str) -> Practice:
    """Whoever may not even read it learns nothing; whoever may, is told that they may not act."""
    admit(viewer, "practice.read", practice.stage, practice.facts)
    admit(viewer, action, state, practice.facts)
    return practice


@door("practice.edit")
def editable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    return _also("practice.edit", visible_practice(practice_id, db, viewer), viewer, "draft")


@door("practice.submit")
def submittable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    return _also("practice.submit", visible_practice(practice_id, db, viewer), viewer, "draft")


@door("practice.clear")
def clearable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    return _also("practice.clear", visible_practice(practice_id, db, viewer), viewer, "submitted")


VisiblePractice = Annotated[Practice, Depends(visible_practice)]
EditablePractice = Annotated[Practice, Depends(editable_practice)]
SubmittablePractice = Annotated[Practice, Depends(submittable_practice)]
ClearablePractice = Annotated[Practice, Depends(clearable_practice)]
