"""How long a visit lasts, where a sign-in may lead, and why one is refused."""

from datetime import datetime, timedelta
from hashlib import sha256

from server.foundation.refusals import Refusal

SIGN_IN_TIME = timedelta(minutes=10)
LONGEST_VISIT = timedelta(hours=12)
IDLE = timedelta(minutes=60)
IDLE_WITH_POWERS = timedelta(minutes=30)
SEEN_AGAIN = timedelta(minutes=1)
HATS = ("SEC", "CH", "HOD", "DEL", "OBS")
LONGEST_NEXT = 512
NO_PAGES = ("/sign-in", "/sign-out", "/signed-out", "/auth", "/dev", "/static", "/rooms")
"""Addresses that a sign-in never leads back to."""

NOT_BEGUN_HERE = Refusal(
    "This sign-in was not begun in this browser, took longer than ten minutes, or is used up."
)
NOT_BELIEVED = Refusal(
    "The answer of your delegation's identity provider could not be confirmed. If it happens "
    "again, tell the secretariat the reference below."
)
DECLINED = Refusal(
    "Your delegation's identity provider did not sign you in, or you stopped there yourself."
)
NOT_REACHED = Refusal(
    "Your delegation's identity provider did not answer. Please try again in a few minutes."
)
NOT_A_MEMBER = Refusal(
    "Your identity provider knows you, but nobody has invited you to the platform yet. Ask your "
    "head of delegation for an invitation."
)
NO_OFFICE = Refusal("You hold no office in the group at present. Ask your head of delegation.")
NOT_A_ZONE = Refusal("There is no time zone of this name. Choose one from the list.")
NOT_A_LANGUAGE = Refusal("The platform does not speak this language yet.")
NOT_AN_ADDRESS = Refusal("Please write one mail address, such as name@ministry.example.")
NOT_AN_ISSUER = Refusal(
    "An issuer is an https address with a name, such as https://login.ministry.example."
)
TOO_FEW_MEMBERS = Refusal(
    "There are only %(found)s demonstration members. Start the demonstration with more of them."
)


def hashed(secret: str) -> str:
    """What is kept of a token: enough to know it again, not enough to use it."""
    return sha256(secret.encode()).hexdigest()


def safe_next(raw: str | None) -> str:
    """A path on this platform, or the home page. Judged as raw text: parsers drop tabs."""
    if not raw or len(raw) > LONGEST_NEXT or not raw.startswith("/") or raw[1:2] in ("/", "\\"):
        return "/"
    plain = raw.isascii() and raw.isprintable() and not {" ", "\\"} & set(raw)
    path = path_of(raw)
    return raw if plain and not ("%" in path or {".", ".."} & set(path.split("/"))) else "/"


def path_of(address: str) -> str:
    """Without query and fragment."""
    return address.partition("#")[0].partition("?")[0]


def leads_to_no_page(path: str) -> bool:
    """Whether somebody who has just signed in has no business there."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in NO_PAGES)


def still_runs(now: datetime, last_seen: datetime, expires: datetime, role: str) -> bool:
    """Chair and secretariat are signed out sooner when nothing is heard of them."""
    idle = IDLE_WITH_POWERS if role in ("SEC", "CH") else IDLE
    return now < expires and now - last_seen < idle


def is_for_development(issuer: str) -> bool:
    """Names below .invalid never resolve; a URN names no provider at all."""
    return issuer.endswith(".invalid") or issuer.startswith("urn:")
