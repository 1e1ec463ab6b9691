"""The record of who did what: append-only, written in the transaction of the act itself.

Each entry carries the canonical hash that a tree over all entries is built on later. The
hash covers a salted commitment to what may be erased, never that text itself: payload and
salt can go and the hash still stands.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from server.foundation.clock import now
from server.foundation.database import Db, Moment, Row

Fact = str | int | bool | None
Json = sa.JSON().with_variant(JSONB(), "postgresql")


class AuditEntry(Row, table=True):
    """One act. `facts` may never hold personal text; `personal` may be erased by order."""

    __tablename__ = "audit_entry"

    at: datetime = Field(sa_type=Moment, index=True)
    actor_id: UUID | None = None
    act: str = Field(max_length=60)
    subject_id: UUID | None = Field(default=None, index=True)
    facts: dict[str, Fact] = Field(default_factory=dict, sa_type=Json)
    personal: dict[str, Fact] | None = Field(default=None, sa_type=Json)
    salt: str | None = Field(default=None, max_length=64)
    commitment: str = Field(max_length=64)
    leaf: str = Field(max_length=64)


_RECORDED = sa.insert(AuditEntry.metadata.tables["audit_entry"])


def record(
    db: Db,
    *,
    actor_id: UUID | None,
    act: str,
    subject_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
    personal: Mapping[str, Fact] | None = None,
) -> AuditEntry:
    """Adds the entry of an act; `act` is a past tense, such as "practice.submitted"."""
    salt = secrets.token_hex(32)
    entry = AuditEntry(
        at=now(),
        actor_id=actor_id,
        act=act,
        subject_id=subject_id,
        facts=dict(facts or {}),
        personal=dict(personal) if personal else None,
        salt=salt if personal else None,
        commitment=commitment_of(salt, personal) if personal else "",
        leaf="",
    )
    entry.leaf = leaf_of(entry)
    # Nothing may change an entry on its way: it goes to the log at once, past the session.
    db.connection().execute(_RECORDED, entry.model_dump())
    return entry


def commitment_of(salt: str, personal: Mapping[str, Fact]) -> str:
    return hmac.new(bytes.fromhex(salt), canonical(dict(personal)), hashlib.sha256).hexdigest()


def leaf_of(entry: AuditEntry) -> str:
    """SHA-256 over a zero byte and the canonical entry (the leaf hash of RFC 9162, 2.1.1)."""
    content = {
        "version": 1,
        "id": str(entry.id),
        "at": entry.at.isoformat(timespec="microseconds"),
        "actor": entry.actor_id and str(entry.actor_id),
        "act": entry.act,
        "subject": entry.subject_id and str(entry.subject_id),
        "facts": dict(entry.facts),
        "commitment": entry.commitment,
    }
    return hashlib.sha256(b"\0" + canonical(content)).hexdigest()


def canonical(content: Mapping[str, object]) -> bytes:
    """One byte string for one content: sorted keys, no spaces, UTF-8 (RFC 8785 for our types)."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
