"""How long a visit lasts, where a sign-in may lead, and why one is refused."""

from datetime import datetime, timedelta

from server.foundation.refusals import Refusal

SIGN_IN_TIME = timedelta(minutes=10)
LONGEST_VISIT = timedelta(hours=12)
IDLE = timedelta(minutes=60)
IDLE_WITH_POWERS = timedelta(minutes=30)
SEEN_AGAIN = timedelta(minutes=1)
HATS = ("SEC", "CH", "HOD", "DEL", "OBS")

NOT_BEGUN_HERE = Refusal(
    "This sign-in was not begun in this browser, took longer than ten minutes, or is used up. "
    "Please start again."
)
NOT_BELIEVED = Refusal(
    "The answer of the identity provider could not be confirmed, so nobody was signed in. "
    "Please try again; if it happens again, tell the secretariat the reference below."
)
NOT_REACHED = Refusal(
    "The identity provider of your delegation did not answer. Please try again in a few minutes."
)
NOT_A_MEMBER = Refusal(
    "Your identity provider knows you, but nobody has invited you to the platform yet. Ask your "
    "head of delegation for an invitation."
)
NO_OFFICE = Refusal("You hold no office in the group at present. Ask your head of delegation.")
NOT_A_ZONE = Refusal("There is no time zone of this name. Choose one from the list.")
NOT_A_LANGUAGE = Refusal("The platform does not speak this language yet.")


def safe_next(raw: str | None) -> str:
    """A path on this platform, or the home page. Judged as raw text: parsers drop tabs."""
    if not raw or len(raw) > 512 or not raw.startswith("/") or raw[1:2] in ("/", "\\"):
        return "/"
    if "\\" in raw or any(ord(letter) < 32 or ord(letter) == 127 for letter in raw):
        return "/"
    return raw


def still_runs(now: datetime, last_seen: datetime, expires: datetime, role: str) -> bool:
    """Chair and secretariat are signed out sooner when nothing is heard of them."""
    idle = IDLE_WITH_POWERS if role in ("SEC", "CH") else IDLE
    return now < expires and now - last_seen < idle
