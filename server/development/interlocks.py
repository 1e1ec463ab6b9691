"""Five conditions, all of which must hold before a development provider exists at all.

The fifth is that this module is there: the wheel leaves it out, and `app` looks for it.
"""

from server.settings import LOOPBACK, Settings

MODE = "the mode is not development"
HOST = "the platform listens beyond this machine"
ORIGIN = "people reach the platform under another name than localhost"
STAMP = "the database is stamped for production"


def why_not_mount(settings: Settings, stamp: str | None) -> str | None:
    """The first condition that does not hold."""
    if not settings.development:
        return MODE
    if settings.host not in LOOPBACK:
        return HOST
    if not settings.local:
        return ORIGIN
    return STAMP if stamp == "production" else None
