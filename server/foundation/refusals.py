"""Why something cannot be done: a sentence for a person, and the exception that carries it."""

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


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """Carries the reason out of an action; becomes a 409 in the reader's language."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
