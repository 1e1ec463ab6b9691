"""A practice: what lists and filters ask in columns, the longer answers as they were given."""

import hashlib
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from server.foundation.audit import Json, canonical
from server.foundation.database import Moment, Row
from server.group.permissions import Facts
from server.group.practices.rules import Answer, Stage

COLUMNS = (
    "title", "summary", "language", "practice_type", "care_type", "category", "started_year",
)  # fmt: skip


class Practice(Row, table=True):
    """A stage is tied to its act: what waits for clearance was submitted by somebody."""

    __tablename__ = "practice"
    __table_args__ = (
        sa.CheckConstraint("stage <> 'submitted' OR submitted_at IS NOT NULL", "submitted"),
        sa.CheckConstraint("stage <> 'members' OR cleared_at IS NOT NULL", "cleared"),
        sa.CheckConstraint("NOT registered OR stage = 'public'", "registered"),
    )

    delegation_id: UUID = Field(foreign_key="delegation.id", index=True)
    author_id: UUID | None = Field(default=None, foreign_key="person.id")
    entry: str | None = Field(default=None, unique=True, max_length=80)
    """Its id in the file it was registered from."""
    registered: bool = False
    demonstration: bool = False
    stage: str = Field(default=Stage.DRAFT.value, max_length=20, index=True)
    title: str = Field(max_length=120)
    summary: str = ""
    language: str = Field(default="en", max_length=8)
    practice_type: str = Field(default="", max_length=40)
    care_type: str = Field(default="", max_length=40)
    category: str = Field(default="", max_length=40)
    evidence: str = Field(default="", max_length=40)
    started_year: int | None = None
    answers: dict[str, object] = Field(default_factory=dict, sa_type=Json)  # type: ignore[call-overload]
    created_at: datetime = Field(sa_type=Moment)
    submitted_at: datetime | None = Field(default=None, sa_type=Moment)
    cleared_at: datetime | None = Field(default=None, sa_type=Moment)
    cleared_by: UUID | None = Field(default=None, foreign_key="person.id")
    cleared_hash: str | None = Field(default=None, max_length=64)
    version: int = 1

    @property
    def facts(self) -> Facts:
        return Facts(delegation_id=self.delegation_id, author_id=self.author_id)

    @property
    def said(self) -> dict[str, Answer]:
        """Every answer by the name of its question."""
        own: dict[str, Answer] = {name: getattr(self, name) for name in COLUMNS}
        return {**self.answers, **own}  # type: ignore[dict-item]

    @property
    def text_hash(self) -> str:
        """What a clearance clears: these words and no others."""
        return hashlib.sha256(canonical(self.said)).hexdigest()
