"""Practices, each stage tied to its act.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("delegation_id", sa.Uuid(), sa.ForeignKey("delegation.id"), nullable=False),
        sa.Column("author_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("entry", sa.String(80)),
        sa.Column("registered", sa.Boolean(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("practice_type", sa.String(40), nullable=False),
        sa.Column("care_type", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("started_year", sa.Integer()),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("cleared_at", MOMENT),
        sa.Column("cleared_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("cleared_hash", sa.String(64)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("stage <> 'submitted' OR submitted_at IS NOT NULL", "submitted"),
        sa.CheckConstraint("stage <> 'members' OR cleared_at IS NOT NULL", "cleared"),
        sa.CheckConstraint("NOT registered OR stage = 'public'", "registered"),
        sa.UniqueConstraint("entry"),
    )
    op.create_index("ix_practice_delegation_id", "practice", ["delegation_id"])
    op.create_index("ix_practice_stage", "practice", ["stage"])


def downgrade() -> None:
    op.drop_table("practice")
