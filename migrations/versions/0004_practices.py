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


def upgrade() -> None:
    op.create_table(
        "practice",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("delegation_id", sa.Uuid(), sa.ForeignKey("delegation.id"), nullable=False),
        sa.Column("author_id", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("entry", sa.String(80)),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("practice_type", sa.String(40), nullable=False),
        sa.Column("care_type", sa.String(40), nullable=False),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("evidence", sa.String(40), nullable=False),
        sa.Column("started_year", sa.Integer()),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("touched", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.Column("submitted_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("cleared_at", MOMENT),
        sa.Column("cleared_by", sa.Uuid(), sa.ForeignKey("person.id")),
        sa.Column("cleared_hash", sa.String(64)),
        sa.Column("registered_at", MOMENT),
        sa.Column("registered_by", sa.Uuid(), sa.ForeignKey("person.id")),
        *(sa.CheckConstraint(rule, name) for name, rule in TIED.items()),
        sa.UniqueConstraint("entry"),
    )
    for column in ("delegation_id", "author_id", "stage", "country"):
        op.create_index(f"ix_practice_{column}", "practice", [column])


def downgrade() -> None:
    op.drop_table("practice")
