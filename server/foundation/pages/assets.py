"""Styles and scripts, joined and compressed once at start, under names that never change.

One style sheet and two scripts: htmx with its extensions, then our own. A name carries the
hash of its content, so a browser may keep a file for ever.
"""

import base64
import gzip
import hashlib
from collections.abc import Iterable
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from server.settings import WEB

FOREVER = "public, max-age=31536000, immutable"
COMPRESSED = ("text/", "image/svg", "application/json", "text/javascript")
FIRST, LAST = "base", "print"
"""Tokens come before what uses them; paper and high contrast have the last word."""
VENDOR = ("htmx-4.0.1", "hx-ws-4.0.1", "hx-csp-4.0.1")


class Assets:
    """Every static file, in memory, as it is sent."""

    def __init__(self, static: Path) -> None:
        self._files: dict[str, tuple[bytes, bytes | None, str]] = {}
        self._urls: dict[str, str] = {}
        for image in sorted((static / "img").glob("*")):
            self._keep(f"img/{image.name}", image.read_bytes())
        css = static / "css"
        between = sorted(file for file in css.glob("*.css") if file.stem not in (FIRST, LAST))
        sheets = [css / f"{FIRST}.css", *between, css / f"{LAST}.css"]
        self.css_url = self._keep("site.css", _joined(sheets))
        vendor = [static / "vendor" / f"{name}.min.js" for name in VENDOR]
        self.script_urls = (
            self._keep("htmx.js", _joined(vendor)),
            self._keep("site.js", _joined(sorted((static / "js").glob("*.js")))),
        )

    def url(self, name: str) -> str:
        """The address of a file by its name, such as `img/icons.svg`."""
        return self._urls[name]

    async def respond(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers for everything below `/static`."""
        name = scope["path"].rpartition("/static/")[2]
        found = self._files.get(name)
        if found is None or scope["type"] != "http":
            await Response(status_code=404)(scope, receive, send)
            return
        plain, compressed, kind = found
        headers = {"Cache-Control": FOREVER, "ETag": f'"{name}"', "Vary": "Accept-Encoding"}
        asked = Headers(scope=scope)
        if asked.get("if-none-match") == headers["ETag"]:
            response = Response(status_code=304, headers=headers)
        elif compressed and "gzip" in asked.get("accept-encoding", ""):
            headers["Content-Encoding"] = "gzip"
            response = Response(compressed, headers=headers, media_type=kind)
        else:
            response = Response(plain, headers=headers, media_type=kind)
        await response(scope, receive, send)

    def _keep(self, name: str, content: bytes) -> str:
        stem, _, suffix = name.rpartition(".")
        digest = base64.b32encode(hashlib.sha256(content).digest())[:12].decode().lower()
        kind = guess_type(name)[0] or "application/octet-stream"
        packed = gzip.compress(content, mtime=0) if kind.startswith(COMPRESSED) else None
        kept = f"{stem}.{digest}.{suffix}"
        self._files[kept] = (content, packed, kind)
        self._urls[name] = f"/static/{kept}"
        return self._urls[name]


@cache
def assets() -> Assets:
    """The files this installation ships."""
    return Assets(WEB / "static")


def _joined(files: Iterable[Path]) -> bytes:
    return b"\n".join(file.read_bytes() for file in files)
