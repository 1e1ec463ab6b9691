"""Our own keys, by which we authenticate ourselves: one pair for each provider."""

import json
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from joserfc.jwk import ECKey

NAME = re.compile(r"[0-9a-f]{12}")


class OwnKeys:
    """A provider's pair is made when it is first needed, and readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "client-keys"
        self._known: dict[str, ECKey] = {}

    def of(self, name: str) -> ECKey:
        """`name` is the last part of the provider's redirect address."""
        if not NAME.fullmatch(name):
            raise KeyError(name)
        if name not in self._known:
            file = self._folder / f"{name}.json"
            if not file.exists():
                self._make(file)
            self._known[name] = ECKey.import_key(json.loads(file.read_text()))
        return self._known[name]

    def published(self, name: str) -> dict[str, object]:
        """The public half, as a key set."""
        return {"keys": [self.of(name).as_dict(private=False)]}

    def _make(self, file: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            json.dump(fresh.as_dict(private=True), out)
        # Two processes may start at once: whoever links first has made the key.
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
