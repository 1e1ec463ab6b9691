"""Beginning a sign-in, using it up, and coming in."""

import hmac
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col, select

from server.foundation.audit import record
from server.foundation.clock import now
from server.foundation.database import Db
from server.foundation.oidc.flow import Secrets
from server.foundation.oidc.tokens import Said
from server.foundation.refusals import Denied, Unreachable
from server.group.entrance.actions.visits import end_earlier, open_visit
from server.group.entrance.models import Provider, SignIn
from server.group.entrance.queries import identified, provider_at
from server.group.entrance.rules import NOT_A_MEMBER, SIGN_IN_TIME, hashed, safe_next


@dataclass(frozen=True)
class Begun:
    """A sign-in under way, as the browser and the provider need it."""

    provider: Provider
    state: str
    cookie: str
    next: str

    @property
    def secrets(self) -> Secrets:
        """Nonce and verifier follow from the cookie, so the database holds neither."""
        return Secrets(self.state, self._derived("nonce"), self._derived("code verifier"))

    @property
    def cookie_name(self) -> str:
        return cookie_name(self.state)

    def _derived(self, purpose: str) -> str:
        return hmac.new(self.cookie.encode(), purpose.encode(), sha256).hexdigest()


COOKIES = "__Host-tx-"


def cookie_name(state: str) -> str:
    """One cookie for each sign-in, so that several tabs may sign in at once."""
    return f"{COOKIES}{hashed(state)[:8]}"


def begin(db: Db, provider_id: UUID, next_page: str) -> Begun:
    provider = db.get(Provider, provider_id)
    if provider is None or not provider.enabled:
        raise Unreachable
    db.connection().execute(sa.delete(SignIn).where(col(SignIn.expires) < now()))
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


def burn(db: Db, path: str, state: str, cookie: str) -> Begun | None:
    """Uses up this browser's sign-in, whatever becomes of it; nothing if it does not hold.

    An answer at another provider's address, or after the provider was changed, burns it too.
    """
    found = db.exec(
        select(SignIn, Provider)
        .join(Provider, col(Provider.id) == SignIn.provider_id)
        .where(SignIn.state_hash == hashed(state), SignIn.cookie_hash == hashed(cookie))
    ).one_or_none()
    if found is None or not _use_up(db, found[0].id):
        return None
    sign_in, provider = found
    same = provider.enabled and provider.path == path and provider.revision == sign_in.revision
    return Begun(provider, state, cookie, sign_in.next) if same else None


def _use_up(db: Db, sign_in_id: UUID) -> bool:
    """One conditional update, so that of two callbacks at once only one goes on."""
    unused = sa.update(SignIn).where(
        col(SignIn.id) == sign_in_id, col(SignIn.used_at).is_(None), col(SignIn.expires) > now()
    )
    return db.connection().execute(unused.values(used_at=now())).rowcount == 1


def enter(db: Db, begun: Begun, said: Said, earlier: str | None) -> str:
    """Opens a visit for whom the provider means and ends the browser's earlier one.

    Returns the token for the cookie; a token from before the sign-in is never kept.
    """
    person = identified(db, said.issuer, said.subject, begun.provider.delegation_id)
    if person is None:
        raise Denied(NOT_A_MEMBER)
    if earlier:
        end_earlier(db, earlier)
    return open_visit(db, person, said.issuer, said.session)


def note_refusal(db: Db, path: str, reason: str, reference: str) -> None:
    """Puts on record that a sign-in failed, and why; nothing of the person is kept."""
    provider = provider_at(db, path)
    facts = {"reason": reason, "reference": reference}
    subject_id = provider.id if provider else None
    record(db, actor_id=None, act="sign_in.refused", subject_id=subject_id, facts=facts)
