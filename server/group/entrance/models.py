"""Providers, the identities they vouch for, sign-ins under way, and visits."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from server.foundation.database import Moment, Row


class Provider(Row, table=True):
    """A delegation's own identity provider. Its endpoints are never stored by hand."""

    __tablename__ = "provider"
    __table_args__ = (sa.UniqueConstraint("issuer", "client_id"),)

    delegation_id: UUID = Field(foreign_key="delegation.id", index=True)
    issuer: str = Field(max_length=255)
    client_id: str = Field(max_length=255)
    path: str = Field(unique=True, max_length=16)
    """The last part of the redirect address, one for each provider: a mix-up defence."""
    enabled: bool = True
    revision: int = 1


class Identity(Row, table=True):
    """Who a provider means: issuer and subject, never a mail address."""

    __tablename__ = "identity"
    __table_args__ = (sa.UniqueConstraint("issuer", "subject"),)

    person_id: UUID = Field(foreign_key="person.id", index=True)
    issuer: str = Field(max_length=255)
    subject: str = Field(max_length=255)


class SignIn(Row, table=True):
    """A sign-in under way. Nonce and verifier follow from the cookie and are not stored."""

    __tablename__ = "sign_in"

    provider_id: UUID = Field(foreign_key="provider.id")
    revision: int
    state_hash: str = Field(unique=True, max_length=64)
    cookie_hash: str = Field(max_length=64)
    next: str = Field(max_length=512)
    expires: datetime = Field(sa_type=Moment, index=True)
    used_at: datetime | None = Field(default=None, sa_type=Moment)


class Visit(Row, table=True):
    """A stay of a signed-in person; the cookie holds a token of which this keeps the hash."""

    __tablename__ = "visit"

    token_hash: str = Field(unique=True, max_length=64)
    person_id: UUID = Field(foreign_key="person.id", index=True)
    role: str = Field(max_length=3)
    issuer: str = Field(max_length=255)
    session: str | None = Field(default=None, max_length=255)
    epoch: int
    opened: datetime = Field(sa_type=Moment)
    last_seen: datetime = Field(sa_type=Moment)
    expires: datetime = Field(sa_type=Moment)
    ended: datetime | None = Field(default=None, sa_type=Moment)
