"""Rooms, their numbered events, and what is said in them.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("epoch", sa.String(8), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("home", sa.String(200), nullable=False),
        sa.Column("read_action", sa.String(40), nullable=False),
        sa.Column("read_state", sa.String(20), nullable=False),
        sa.Column("delegation_id", sa.Uuid()),
        sa.Column("author_id", sa.Uuid()),
        sa.Column("floor", sa.String(12), nullable=False),
        sa.UniqueConstraint("subject_kind", "subject_id"),
    )
    op.create_table(
        "room_event",
        sa.Column("room_id", sa.Uuid(), sa.ForeignKey("room.id"), primary_key=True),
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "remark",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("room_id", sa.Uuid(), sa.ForeignKey("room.id"), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), sa.ForeignKey("person.id"), nullable=False),
        sa.Column("cid", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("author_id", "cid"),
        sa.UniqueConstraint("room_id", "seq"),
    )


def downgrade() -> None:
    for table in ("remark", "room_event", "room"):
        op.drop_table(table)
