"""What people submit at the entrance."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class AccountForm(BaseModel):
    """Language, time zone and contact."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(max_length=8)]
    zone: Annotated[str, Field(max_length=64)]
    contact: Annotated[str, Field(max_length=254)] = ""
    version: int


class LanguageForm(BaseModel):
    """A language, and the page to go back to."""

    model_config = ConfigDict(extra="forbid")

    language: Annotated[str, Field(max_length=8)]
    next: Annotated[str, Field(max_length=512)] = "/"
