"""Why something cannot be done: a sentence for a person, and the exception that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

Value = Union[str, int, "Refusal"]


@dataclass(frozen=True, init=False)
class Refusal:
    """An English source sentence with `%(name)s` places; translated where it is shown."""

    sentence: str
    values: tuple[tuple[str, Value], ...]

    def __init__(self, sentence: str, **values: Value) -> None:
        object.__setattr__(self, "sentence", sentence)
        object.__setattr__(self, "values", tuple(sorted(values.items())))

    def of(self, **values: Value) -> "Refusal":
        """The same sentence with its places filled."""
        return Refusal(self.sentence, **{**dict(self.values), **values})

    def __str__(self) -> str:
        return self.sentence % {name: str(value) for name, value in self.values}


Sentence = Refusal
"""The same shape serves sentences that are no refusal, such as a confirmation."""


class Refused(Exception):
    """Carries the reason out of an action; becomes a 409 in the reader's language."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


CHANGED_MEANWHILE = Refusal(
    "Somebody else changed this while you were writing. Your text is still here, beside what "
    "stands now. Compare the two, then save again to keep yours."
)


class Denied(Refused):
    """The reader sees the thing but may not do this to it: 403."""


class Stale(Refused):
    """Somebody else changed it since the form was opened; `current` is what stands now.

    With `version` the form shown again counts as opened now, so that saving it anew keeps it.
    """

    def __init__(self, current: Mapping[str, str], version: int | None = None) -> None:
        super().__init__(CHANGED_MEANWHILE)
        self.current = current
        self.version = version


class Unreachable(Exception):
    """Not there, or not for this reader: one answer, 404, for both."""


class SignInNeeded(Exception):
    """Only somebody who has signed in may do this."""


class TooMany(Exception):
    """A rate limit is reached; `retry_after` in seconds: 429."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class NotUnderstood(Exception):
    """What was typed does not fit its form: 422, with the form again."""
