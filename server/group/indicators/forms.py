"""A figure in a file."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints


class Entry(BaseModel):
    """One figure as a file gives it."""

    model_config = ConfigDict(extra="forbid")

    iso2: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    year: Annotated[int, Field(ge=1900, le=2100)]
    indicator: Annotated[str, StringConstraints(pattern=r"^[a-z_]{3,60}$")]
    value: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    source: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]
    as_of: Annotated[str, StringConstraints(pattern=r"^[A-Z]{0,2}\d{4}([-/]\d{2,4}){0,2}$")]
    """A day, a month, a year, or a fiscal year such as FY2022."""
    confidence: Literal["high", "medium", "low"]
    note: Annotated[str, StringConstraints(max_length=500)] = ""
