"""Registering the providers of delegations, and whom they may speak for."""

import secrets
from uuid import UUID

from server.foundation.audit import record
from server.foundation.database import Db
from server.foundation.oidc.discovery import Distrusted, judge_issuer
from server.foundation.refusals import Refused
from server.group.delegations.models import Person
from server.group.entrance.models import Identity, Provider
from server.group.entrance.rules import NOT_AN_ISSUER
from server.group.permissions import Actor


def register_provider(
    db: Db, actor: Actor, delegation_id: UUID, issuer: str, client_id: str
) -> Provider:
    try:
        judge_issuer(issuer)
    except Distrusted:
        raise Refused(NOT_AN_ISSUER) from None
    provider = Provider(
        delegation_id=delegation_id,
        issuer=issuer,
        client_id=client_id,
        path=secrets.token_hex(6),
    )
    db.add(provider)
    record(
        db,
        actor_id=actor.person_id,
        act="provider.registered",
        subject_id=provider.id,
        facts={"issuer": issuer},
    )
    return provider


def bind_identity(db: Db, actor: Actor, person: Person, issuer: str, subject: str) -> Identity:
    """From now on, this provider's word for this subject lets the person in."""
    identity = Identity(person_id=person.id, issuer=issuer, subject=subject)
    db.add(identity)
    record(db, actor_id=actor.person_id, act="identity.bound", subject_id=person.id)
    return identity
