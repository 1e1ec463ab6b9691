"""The secretariat registers practices from public sources: not submitted, not reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.refusals import Refusal, Refused
from server.group.delegations.actions import register_delegation
from server.group.delegations.models import Delegation, Standing
from server.group.delegations.queries import delegation_by_code
from server.group.discussion.actions import open_room
from server.group.permissions import Actor
from server.group.practices.forms.entry import Entry
from server.group.practices.models import Practice
from server.group.practices.queries import registered_entries
from server.group.practices.rules import Stage

NOT_A_LIST = Refusal("A file of practices is a list of entries.")
MALFORMED = Refusal("Entry %(entry)s, field %(field)s: %(why)s. Nothing was taken.")
TWICE = Refusal("Entry %(entry)s stands in the file twice. Nothing was taken.")


@dataclass(frozen=True)
class Taken:
    """What a load took, and what was there already."""

    new: int
    known: int

    def __str__(self) -> str:
        return f"{self.new} practices registered, {self.known} were there already."


def load_practices(db: Db, actor: Actor, content: object) -> Taken:
    """All or nothing; an entry that is registered already stays as it is."""
    entries = _read(content)
    known = registered_entries(db)
    new = [entry for entry in entries if entry.id not in known]
    for entry in new:
        _register(db, actor, entry)
    return Taken(len(new), len(entries) - len(new))


def _read(content: object) -> list[Entry]:
    if not isinstance(content, list):
        raise Refused(NOT_A_LIST)
    entries = [_entry(place, raw) for place, raw in enumerate(content, 1)]
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            raise Refused(TWICE.of(entry=entry.id))
        seen.add(entry.id)
    return entries


def _entry(place: int, raw: object) -> Entry:
    try:
        return Entry.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        name = raw.get("id", place) if isinstance(raw, Mapping) else place
        field = ".".join(str(part) for part in first["loc"]) or "-"
        raise Refused(MALFORMED.of(entry=str(name), field=field, why=first["msg"])) from None


def _register(db: Db, actor: Actor, entry: Entry) -> Practice:
    delegation = _delegation_for(db, actor, entry.country_iso2)
    practice = Practice(
        delegation_id=delegation.id,
        entry=entry.id,
        registered=True,
        stage=Stage.PUBLIC.value,
        title=entry.title,
        summary=entry.summary,
        evidence=entry.evidence_level,
        started_year=entry.started_year,
        answers=_answers(entry),
        created_at=now(),
    )
    db.add(practice)
    read = ("practice.read", practice.stage)
    open_room(db, "practice", practice.id, f"/practices/{practice.id}", read, practice.facts)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.registered",
        subject_id=practice.id,
        facts={"entry": entry.id, "text": practice.text_hash},
    )
    return practice


def _answers(entry: Entry) -> dict[str, object]:
    return {
        "problem": entry.problem,
        "approach": entry.approach,
        "target_group": entry.target_group,
        "evidence_note": entry.evidence_note,
        "transferability": entry.transferability_notes,
        "resources": entry.resources,
        "privacy_note": entry.privacy_note,
        "outcomes": [outcome.as_answer() for outcome in entry.outcomes],
        "sources": list(entry.sources),
    }


def _delegation_for(db: Db, actor: Actor, code: str) -> Delegation:
    """A country that sources speak of is listed; being listed is not joining."""
    return delegation_by_code(db, code) or register_delegation(db, actor, code, Standing.LISTED)


