"""Sessions and the items of their agendas.

Revision ID: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("title", sa.String(160), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("wall", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("turn", sa.String(6)),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("stage", sa.String(20), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("chair_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("scheduled_at", MOMENT, nullable=False),
        sa.Column("scheduled_by", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 5 AND 600", "minutes"),
        sa.CheckConstraint("turn IN ('first', 'second')", "turn"),
    )
    op.create_index("ix_session_starts_at", "session", ["starts_at"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("session_id", sa.Uuid(), sa.ForeignKey("session.id"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Uuid(), sa.ForeignKey("practice.id")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes BETWEEN 1 AND 600", "minutes"),
        sa.CheckConstraint("position > 0", "position"),
    )
    op.create_index("ix_agenda_item_session_id", "agenda_item", ["session_id"])


def downgrade() -> None:
    for table in ("agenda_item", "session"):
        op.drop_table(table)
