"""What a person typed: read against a shape, kept whatever is wrong with it, shown again."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar, get_origin

from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from starlette.datastructures import FormData

from server.foundation.errors import Answer, problem
from server.foundation.pages import page, wants_json
from server.foundation.refusals import Denied, NotUnderstood, Refusal, Refused, Stale

Shape = TypeVar("Shape", bound=BaseModel)
Values = dict[str, str | list[str]]

NEEDED = Refusal("Please fill this in.")
UNKNOWN = Refusal("The form has a field that this page does not know. Please load the page anew.")
UNFIT = Refusal("This answer does not fit here.")
SENTENCES = {
    "missing": NEEDED,
    "string_too_short": NEEDED,
    "extra_forbidden": UNKNOWN,
    "string_too_long": Refusal("This is too long: at most %(max_length)s characters."),
    "too_long": Refusal("These are too many: at most %(max_length)s."),
    "int_parsing": Refusal("Please write a whole number."),
    "int_from_float": Refusal("Please write a whole number."),
    "greater_than_equal": Refusal("Please write a number that is at least %(ge)s."),
    "less_than_equal": Refusal("Please write a number that is at most %(le)s."),
    "enum": Refusal("Please choose one of the answers offered."),
    "literal_error": Refusal("Please choose one of the answers offered."),
    "uuid_parsing": Refusal("Please choose one of the answers offered."),
    "date_from_datetime_parsing": Refusal("Please write a date as year-month-day: 2027-06-30."),
    "time_parsing": Refusal("Please write a time as hours:minutes: 09:30."),
}


class Misfit(ValueError):
    """Raised by a validator that has a sentence of its own to say."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class Submission(Generic[Shape]):
    """What was typed, what is wrong with it, and, if nothing is, the form itself."""

    def __init__(
        self, values: Values, errors: dict[str, Refusal], form: Shape | None = None
    ) -> None:
        self.values = values
        self.errors = errors
        self.refused: Refusal | None = None
        """Why the action said no although the form was understood."""
        self.current: Mapping[str, str] | None = None
        """What stands now, where somebody else changed it in the meantime."""
        self._form = form

    def valid(self) -> Shape:
        if self._form is None:
            raise NotUnderstood
        return self._form

    def value(self, field: str) -> str:
        value = self.values.get(field, "")
        return value if isinstance(value, str) else "".join(value[-1:])

    def chosen(self, field: str) -> list[str]:
        value = self.values.get(field, [])
        return [value] if isinstance(value, str) else value

    def error(self, field: str) -> Refusal | None:
        return self.errors.get(field)


def blank(**values: str | list[str]) -> Submission[BaseModel]:
    """The form as a page first shows it."""
    return Submission(dict(values), {})


def understand(shape: type[Shape], typed: FormData | Mapping[str, str]) -> Submission[Shape]:
    """Reads what was typed; white space around it and empty answers do not count."""
    values = _values(shape, typed)
    try:
        return Submission(values, {}, shape.model_validate(_answered(values)))
    except ValidationError as error:
        return Submission(values, {_field(e): _sentence(e) for e in reversed(error.errors())})


def _values(shape: type[BaseModel], typed: FormData | Mapping[str, str]) -> Values:
    values: Values = {}
    for name in typed:
        field = shape.model_fields.get(name)
        if field is not None and get_origin(field.annotation) in (list, set, frozenset):
            many = typed.getlist(name) if isinstance(typed, FormData) else [typed[name]]
            values[name] = [_text(one) for one in many]
        else:
            values[name] = _text(typed[name])
    return values


def _text(typed: object) -> str:
    """As it was typed; no keyboard writes the one character that PostgreSQL cannot store."""
    return str(typed).replace("\r\n", "\n").replace("\0", "")


def _answered(values: Values) -> dict[str, str | list[str]]:
    trimmed = {
        name: value.strip() if isinstance(value, str) else [one.strip() for one in value]
        for name, value in values.items()
    }
    return {name: value for name, value in trimmed.items() if value}


def _field(error: ErrorDetails) -> str:
    return str(error["loc"][0]) if error["loc"] else ""


def _sentence(error: ErrorDetails) -> Refusal:
    context = error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Misfit):
        return cause.refusal
    sentence = SENTENCES.get(error["type"], UNFIT)
    return sentence.of(**{k: v for k, v in context.items() if isinstance(v, (int, str))})


def _reader(shape: type[Shape]) -> Callable[[Request], object]:
    async def read(request: Request) -> Submission[Shape]:
        return understand(shape, await request.form())

    return read


if TYPE_CHECKING:
    Typed = Submission
else:

    class Typed:
        """`Typed[PracticeForm]` in a signature: what was typed into that form."""

        def __class_getitem__(cls, shape: type[BaseModel]) -> object:
            return Annotated[Submission, Depends(_reader(shape))]


@contextmanager
def again(
    request: Request, template: str, form: Submission[Shape], **context: object
) -> Iterator[None]:
    """Shows the page once more, with all that was typed, if the block refuses it.

    The answer travels as an exception, so the transaction rolls back on its way.
    """
    try:
        yield
    except NotUnderstood:
        raise Answer(_shown(request, template, 422, form, context)) from None
    except Denied:
        raise
    except Refused as refused:
        form.refused = refused.refusal
        if isinstance(refused, Stale):
            form.current = refused.current
            if refused.version is not None:
                form.values["version"] = str(refused.version)
        raise Answer(_shown(request, template, 409, form, context)) from None


def _shown(
    request: Request,
    template: str,
    status: int,
    form: Submission[Shape],
    context: Mapping[str, object],
) -> Response:
    """A person gets the page again; a program, which keeps its text itself, the sentence."""
    if wants_json(request):
        return problem(request, status, form.refused or next(iter(form.errors.values()), None))
    return page(request, template, status=status, form=form, **context)
