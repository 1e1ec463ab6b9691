"""The keys of providers, kept for an hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from server.foundation.clock import now
from server.foundation.http import Outgoing, Unreached
from server.foundation.oidc.discovery import Distrusted

FRESH = timedelta(hours=1)
STALE_AT_MOST = timedelta(hours=24)
AGAIN = timedelta(seconds=60)
MOST_KEYS = 20
LARGEST_SET = 64 * 1024


@dataclass
class _Kept:
    keys: KeySet
    fetched: datetime
    asked: datetime


class Keys:
    """One provider's keys: refetched when old, or once a minute for a key we do not know."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._kept: dict[str, _Kept] = {}

    async def of(self, address: str, kid: str | None) -> KeySet:
        kept = self._kept.get(address)
        if kept and now() - kept.fetched > STALE_AT_MOST:
            kept = None
        if kept and not _wants_more(kept, kid):
            return kept.keys
        if kept:
            kept.asked = now()
        try:
            keys = read_keys(await self._outgoing.fetch(address, LARGEST_SET))
        except (Unreached, Distrusted):
            # For a day, a provider's failure to publish its keys shuts nobody out.
            if kept:
                return kept.keys
            raise
        self._kept[address] = _Kept(keys, now(), now())
        return keys


def _wants_more(kept: _Kept, kid: str | None) -> bool:
    unknown = kid is not None and all(key.kid != kid for key in kept.keys.keys)
    return (unknown or now() - kept.fetched > FRESH) and now() - kept.asked > AGAIN


def read_keys(document: Mapping[str, object]) -> KeySet:
    """Public signing keys of the kinds we take; the others are passed over."""
    listed = document.get("keys")
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise Distrusted("keys")
    keys = [key for entry in listed if (key := _read_key(entry)) is not None]
    if not keys:
        raise Distrusted("no key of ours")
    return KeySet(keys)


def _read_key(entry: object) -> Key | None:
    if not isinstance(entry, dict) or not _is_public_signing_key(entry):
        return None
    try:
        match entry.get("kty"):
            case "EC" if entry.get("crv") == "P-256":
                return ECKey.import_key(entry)
            case "OKP" if entry.get("crv") == "Ed25519":
                return OKPKey.import_key(entry)
            case "RSA":
                key = RSAKey.import_key(entry)
                return key if 2048 <= key.public_key.key_size <= 8192 else None
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return None


def _is_public_signing_key(entry: Mapping[str, object]) -> bool:
    named = isinstance(entry.get("kid", ""), str)
    return named and entry.get("use", "sig") == "sig" and "d" not in entry
