"""The secretariat registers practices from public sources: not submitted, not reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.entries import malformed, read_entries
from server.foundation.refusals import Refusal, Refused
from server.group.delegations.actions import register_delegation
from server.group.delegations.models import Delegation, Standing
from server.group.delegations.queries import delegation_by_code
from server.group.permissions import Actor, admit
from server.group.practices.actions.authoring import open_room_of
from server.group.practices.actions.entries import PracticeEntry
from server.group.practices.models import Practice
from server.group.practices.queries import registered_before, registered_entries
from server.group.practices.rules.answers import Answer
from server.group.practices.rules.life import REGISTERED_BEFORE, Stage

TWICE = Refusal("another entry of the file has the same id.")
TEXTS_ARE_IN = "en"
"""The language in which the secretariat words what it registers from a file."""


@dataclass(frozen=True)
class Taken:
    """What a load took, and what was there already and stays as it was."""

    new: int
    known: int

    def __str__(self) -> str:
        return f"Practices registered: {self.new}. There already, left as they were: {self.known}."


def load_practices(db: Db, actor: Actor, content: object) -> Taken:
    """All entries or none; one whose id is registered already replaces nothing."""
    admit(actor, "practice.register")
    entries = read_entries(content, PracticeEntry, named_by=("id",))
    _none_twice(entries)
    known = registered_entries(db)
    new = [entry for entry in entries if entry.id not in known]
    moment = now()  # one load is one act: a list keeps the order of the file
    for entry in new:
        practice = _register(db, actor, _answers(entry), entry.evidence_level or "", moment)
        practice.entry = entry.id
    return Taken(len(new), len(entries) - len(new))


def register(db: Db, actor: Actor, answers: Mapping[str, Answer], evidence: str) -> Practice:
    """One practice, by hand; an empty answer is one that the sources do not state."""
    if registered_before(db, str(answers["country"]), str(answers["title"])):
        raise Refused(REGISTERED_BEFORE)
    return _register(db, actor, answers, evidence, now())


def _none_twice(entries: list[PracticeEntry]) -> None:
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        if entry.id in seen:
            raise malformed(number, entry.id, "id", TWICE)
        seen.add(entry.id)


def _register(
    db: Db, actor: Actor, answers: Mapping[str, Answer], evidence: str, moment: datetime
) -> Practice:
    practice = Practice(
        delegation_id=_delegation_for(db, actor, str(answers["country"])).id,
        stage=Stage.PUBLIC.value,
        title="",
        country="",
        created_at=moment,
        registered_at=moment,
        registered_by=actor.person_id,
    )
    practice.say(answers)
    practice.evidence = evidence
    db.add(practice)
    open_room_of(db, practice)
    record(
        db,
        actor_id=actor.person_id,
        act="practice.registered",
        subject_id=practice.id,
        facts={"text": practice.text_hash},
    )
    return practice


def _delegation_for(db: Db, actor: Actor, code: str) -> Delegation:
    """A country that sources speak of is listed; being listed is not joining."""
    found = delegation_by_code(db, code)
    if found is None:
        found = register_delegation(db, actor, code, Standing.LISTED)
        db.flush()  # the practice refers to it
    return found


def _answers(entry: PracticeEntry) -> dict[str, Answer]:
    return {
        "title": entry.title,
        "country": entry.country_iso2,
        "language": TEXTS_ARE_IN,
        "summary": entry.summary,
        "problem": entry.problem,
        "approach": entry.approach,
        "target_group": entry.target_group,
        "started_year": entry.started_year,
        "outcomes": [outcome.answer() for outcome in entry.outcomes],
        "evidence_note": entry.evidence_note,
        "transferability": entry.transferability_notes,
        "resources": entry.resources,
        "source_languages": entry.languages,
        "privacy_note": entry.privacy_note,
        "sources": entry.sources,
    }
