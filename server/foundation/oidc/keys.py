"""The keys of providers, kept for an hour, and our own key, made on first start."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

from server.foundation.clock import now
from server.foundation.http import Outgoing, Unreached
from server.foundation.oidc.discovery import Distrusted

FRESH = timedelta(hours=1)
STALE_AT_MOST = timedelta(hours=24)
AGAIN = timedelta(seconds=60)
MOST_KEYS = 20


class Keys:
    """One provider's keys: refetched when old, or once a minute for a key we do not know."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self._known: dict[str, tuple[datetime, KeySet]] = {}

    async def of(self, address: str, kid: str | None) -> KeySet:
        known = self._known.get(address)
        if known and not self._wants_more(known, kid):
            return known[1]
        try:
            keys = read_keys(await self._outgoing.fetch(address))
        except Unreached:
            if known and now() - known[0] < STALE_AT_MOST:
                return known[1]
            raise
        self._known[address] = (now(), keys)
        return keys

    def _wants_more(self, known: tuple[datetime, KeySet], kid: str | None) -> bool:
        age = now() - known[0]
        unknown = kid is not None and all(key.kid != kid for key in known[1].keys)
        return age > FRESH or (unknown and age > AGAIN)


def read_keys(document: dict[str, object]) -> KeySet:
    """Public signing keys of the kinds we take; the others are passed over."""
    listed = document.get("keys")
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise Distrusted("keys")
    keys = [key for entry in listed if (key := _read_key(entry)) is not None]
    if not keys:
        raise Distrusted("no key of ours")
    return KeySet(keys)


def _read_key(entry: object) -> Key | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig" or "d" in entry:
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
    except (JoseError, ValueError, TypeError):
        return None
    return None


def own_key(folder: Path) -> ECKey:
    """The key by which we authenticate ourselves to providers; made once, mode 0600."""
    file = folder / "client-key.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        file.touch(mode=0o600)
        file.write_text(json.dumps(fresh.as_dict(private=True)))
    return ECKey.import_key(json.loads(file.read_text()))
