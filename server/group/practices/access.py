"""The doors to a practice: who may come in. Whether an act is possible now is for the rules."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from server.foundation.dependencies import Db
from server.foundation.refusals import Unreachable
from server.group.delegations.access import Viewer, door
from server.group.permissions import admit
from server.group.practices.models import Practice


@door("practice.read")
def visible_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    practice = db.get(Practice, practice_id)
    if practice is None:
        raise Unreachable
    admit(viewer, "practice.read", practice.stage, practice.facts)
    return practice


@door("practice.edit")
def editable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    """Whoever may write it as a draft; to one who may not even read it, it is not there."""
    practice = visible_practice(practice_id, db, viewer)
    admit(viewer, "practice.edit", "draft", practice.facts)
    return practice


@door("practice.submit")
def submittable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    practice = visible_practice(practice_id, db, viewer)
    admit(viewer, "practice.submit", "draft", practice.facts)
    return practice


@door("practice.clear")
def clearable_practice(practice_id: UUID, db: Db, viewer: Viewer) -> Practice:
    practice = visible_practice(practice_id, db, viewer)
    admit(viewer, "practice.clear", "submitted", practice.facts)
    return practice


VisiblePractice = Annotated[Practice, Depends(visible_practice)]
EditablePractice = Annotated[Practice, Depends(editable_practice)]
SubmittablePractice = Annotated[Practice, Depends(submittable_practice)]
ClearablePractice = Annotated[Practice, Depends(clearable_practice)]
