"""Beginning a sign-in, using it up, and coming in."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.oidc.tokens import Said
from server.foundation.refusals import Denied
from server.group.entrance.actions.visits import open_visit
from server.group.entrance.models import Provider, SignIn
from server.group.entrance.queries import hashed, identified
from server.group.entrance.rules import NOT_A_MEMBER, NOT_BEGUN_HERE, SIGN_IN_TIME, safe_next


@dataclass(frozen=True)
class Begun:
    """A sign-in under way, as the browser and the provider need it."""

    provider: Provider
    state: str
    cookie: str
    next: str

    @property
    def secrets(self) -> dict[str, str]:
        """Nonce and verifier follow from the cookie, so the database holds neither."""
        return {
            "state": self.state,
            "nonce": self._derived("nonce"),
            "code_verifier": self._derived("code verifier"),
        }

    @property
    def cookie_name(self) -> str:
        return cookie_name(self.state)

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.cookie.encode(), purpose.encode(), sha256).hexdigest()


def cookie_name(state: str) -> str:
    """One cookie for each sign-in, so that several tabs may sign in at once."""
    return f"__Host-tx-{hashed(state)[:8]}"


def begin(db: Db, provider_id: UUID, next_page: str | None) -> Begun:
    provider = db.get(Provider, provider_id)
    if provider is None or not provider.enabled:
        raise Denied(NOT_BEGUN_HERE)
    begun = Begun(
        provider, secrets.token_urlsafe(32), secrets.token_urlsafe(32), safe_next(next_page)
    )
    db.add(
        SignIn(
            provider_id=provider.id,
            revision=provider.revision,
            state_hash=hashed(begun.state),
            cookie_hash=hashed(begun.cookie),
            next=begun.next,
            expires=now() + SIGN_IN_TIME,
        )
    )
    return begun


def burn(db: Db, path: str, state: str, cookie: str) -> Begun:
    """Uses a sign-in up, whatever becomes of it; it must be this provider's and this browser's."""
    found = db.exec(
        select(SignIn, Provider)
        .join(Provider, col(Provider.id) == SignIn.provider_id)
        .where(
            Provider.path == path,
            Provider.enabled,
            Provider.revision == SignIn.revision,
            SignIn.state_hash == hashed(state),
            SignIn.cookie_hash == hashed(cookie),
            SignIn.expires > now(),
        )
    ).one_or_none()
    if found is None or not _use_up(db, found[0].id):
        raise Denied(NOT_BEGUN_HERE)
    return Begun(found[1], state, cookie, found[0].next)


def _use_up(db: Db, sign_in_id: UUID) -> bool:
    """One conditional update, so that of two callbacks at once only one goes on."""
    unused = sa.update(SignIn).where(col(SignIn.id) == sign_in_id, col(SignIn.used_at).is_(None))
    result = db.connection().execute(unused.values(used_at=now()))
    return result.rowcount == 1


def enter(db: Db, begun: Begun, said: Said) -> str:
    """Opens a visit for whom the provider means; returns the cookie's token."""
    person = identified(db, said.issuer, said.subject, begun.provider.delegation_id)
    if person is None:
        raise Denied(NOT_A_MEMBER)
    return open_visit(db, person, said.issuer, said.session)
