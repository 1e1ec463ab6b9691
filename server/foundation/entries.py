"""Reads the entries of a file that others wrote; what does not fit is named, and nothing taken."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic import ValidationError as Invalid
from pydantic_core import ErrorDetails

from server.foundation.refusals import Refusal, Refused

NOT_A_LIST = Refusal("The file does not hold a list of entries. Nothing was taken.")
MALFORMED = Refusal("Entry %(number)s (%(name)s), field %(field)s: %(why)s Nothing was taken.")
MISSING = Refusal("it is missing.")
UNKNOWN = Refusal("no such field is known.")
UNFIT = Refusal("it is not of the right form.")
WHYS = {
    "missing": MISSING,
    "extra_forbidden": UNKNOWN,
    "string_too_short": Refusal("it is empty."),
    "too_short": Refusal("it holds too few: at least %(min_length)s."),
    "string_too_long": Refusal("it is too long: at most %(max_length)s characters."),
    "too_long": Refusal("it holds too many: at most %(max_length)s."),
    "greater_than_equal": Refusal("it is less than %(ge)s."),
    "less_than_equal": Refusal("it is more than %(le)s."),
    "literal_error": Refusal("it is none of %(expected)s."),
    "string_type": Refusal("it is not a text."),
    "int_type": Refusal("it is not a whole number."),
    "float_type": Refusal("it is not a number."),
    "finite_number": Refusal("it is not a number."),
    "list_type": Refusal("it is not a list."),
    "model_type": Refusal("it is not an object with fields."),
}


def _readable(text: str) -> str:
    if "\0" in text:
        raise ValueError("no database stores this")
    return text


Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=5_000),
    AfterValidator(_readable),
]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\S*$", max_length=500)]
Year = Annotated[int, Field(ge=1900, le=2100)]


class Shape(BaseModel):
    """The shape of an entry: every field is known, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


Entry = TypeVar("Entry", bound=Shape)


def read_entries(content: object, shape: type[Entry], named_by: tuple[str, ...]) -> list[Entry]:
    """Every entry, or a refusal that names the first entry and field that do not fit."""
    if not isinstance(content, list):
        raise Refused(NOT_A_LIST)
    return [_read(number, raw, shape, named_by) for number, raw in enumerate(content, 1)]


def malformed(number: int, name: str, field: str, why: Refusal) -> Refused:
    return Refused(MALFORMED.of(number=number, name=name, field=field, why=why))


def _read(number: int, raw: object, shape: type[Entry], named_by: tuple[str, ...]) -> Entry:
    try:
        return shape.model_validate(raw)
    except Invalid as invalid:
        first = invalid.errors(include_url=False)[0]
        field = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])
        raise malformed(number, _name(raw, named_by), field or "-", _why(first)) from None


def _name(raw: object, named_by: tuple[str, ...]) -> str:
    if not isinstance(raw, Mapping):
        return "-"
    parts = [str(raw[key])[:80] for key in named_by if key in raw]
    return " ".join(parts) or "-"


def _why(error: ErrorDetails) -> Refusal:
    context = error.get("ctx", {})
    values = {name: _plain(value) for name, value in context.items()}
    return WHYS.get(error["type"], UNFIT).of(**values)


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
