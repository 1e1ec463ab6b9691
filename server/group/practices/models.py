"""A practice: what lists and filters ask in columns, the longer answers as they were given."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from server.foundation.audit import Json, canonical
from server.foundation.database import Moment, Row
from server.group.permissions import Facts
from server.group.practices.rules.answers import Answer, evidence_of, first_sentence
from server.group.practices.rules.life import Stage

TEXTS = ("title", "summary", "country", "language", "practice_type", "care_type", "category")
COLUMNS = (*TEXTS, "started_year")

# A stage is tied to its acts, and an act to whoever did it.
TIED = {
    "submitted": "(stage = 'draft') = (submitted_at IS NULL AND registered_at IS NULL)",
    "cleared": "(stage IN ('members', 'public')) = "
    "(cleared_at IS NOT NULL OR registered_at IS NOT NULL)",
    "registered": "registered_at IS NULL OR (stage = 'public' AND submitted_at IS NULL)",
    "submitted_by": "(submitted_at IS NULL) = (submitted_by IS NULL)",
    "cleared_by": "(cleared_at IS NULL) = (cleared_by IS NULL)",
    "cleared_hash": "(cleared_at IS NULL) = (cleared_hash IS NULL)",
    "author": "author_id IS NOT NULL OR registered_at IS NOT NULL",
}


class Practice(Row, table=True):
    """One practice, from its first line on."""

    __tablename__ = "practice"
    __table_args__ = tuple(sa.CheckConstraint(rule, name) for name, rule in TIED.items())

    delegation_id: UUID = Field(foreign_key="delegation.id", index=True)
    author_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    entry: str | None = Field(default=None, unique=True, max_length=80)
    """Its id in the file it was registered from."""
    demonstration: bool = False
    stage: str = Field(default=Stage.DRAFT.value, max_length=20, index=True)
    title: str = Field(max_length=200)
    summary: str = ""
    country: str = Field(max_length=2, index=True)
    """Where it is done, which need not be where the author sits."""
    language: str = Field(default="en", max_length=8)
    practice_type: str = Field(default="", max_length=40)
    care_type: str = Field(default="", max_length=40)
    category: str = Field(default="", max_length=40)
    evidence: str = Field(default="", max_length=40)
    started_year: int | None = None
    answers: dict[str, object] = Field(default_factory=dict, sa_type=Json)
    touched: dict[str, int] = Field(default_factory=dict, sa_type=Json)
    """The version that last changed each answer."""
    version: int = 1
    created_at: datetime = Field(sa_type=Moment)
    submitted_at: datetime | None = Field(default=None, sa_type=Moment)
    submitted_by: UUID | None = Field(default=None, foreign_key="person.id")
    cleared_at: datetime | None = Field(default=None, sa_type=Moment)
    cleared_by: UUID | None = Field(default=None, foreign_key="person.id")
    cleared_hash: str | None = Field(default=None, max_length=64)
    registered_at: datetime | None = Field(default=None, sa_type=Moment)
    registered_by: UUID | None = Field(default=None, foreign_key="person.id")

    @property
    def facts(self) -> Facts:
        return Facts(delegation_id=self.delegation_id, author_id=self.author_id)

    @property
    def registered(self) -> bool:
        """By the secretariat, from public sources: not submitted, not reviewed."""
        return self.registered_at is not None

    @property
    def in_one_sentence(self) -> str:
        return first_sentence(self.summary)

    @property
    def said(self) -> dict[str, Answer]:
        """Every answer by the name of its question."""
        own: dict[str, Answer] = {name: getattr(self, name) for name in COLUMNS}
        return {**self.answers, **own}  # type: ignore[dict-item]

    @property
    def text_hash(self) -> str:
        """What a clearance clears: these words and no others."""
        return hashlib.sha256(canonical(self.said)).hexdigest()

    def say(self, answers: Mapping[str, Answer]) -> None:
        """Takes answers, each to its column or to the rest, and what follows from them."""
        said = {**self.said, **answers}
        for name in TEXTS:
            setattr(self, name, said.get(name) or "")
        self.started_year = year if isinstance(year := said.get("started_year"), int) else None
        self.answers = {name: said[name] for name in said if name not in COLUMNS}
        self.evidence = evidence_of(said)
