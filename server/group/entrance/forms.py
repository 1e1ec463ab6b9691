"""What people submit at the entrance."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from server.foundation.forms import Misfit
from server.foundation.language.choosing import zones
from server.foundation.language.names import OFFERED
from server.group.entrance.rules import NOT_A_LANGUAGE, NOT_A_ZONE, NOT_AN_ADDRESS

ADDRESS = re.compile(r"[!-?A-~]{1,64}@[0-9A-Za-z-]{1,63}(\.[0-9A-Za-z-]{1,63}){1,8}")


def _language(typed: str) -> str:
    if typed not in OFFERED:
        raise Misfit(NOT_A_LANGUAGE)
    return typed


def _zone(typed: str) -> str:
    """The zone as it is spelt, whether the area, a capital or an underscore was left out."""
    wanted = typed.replace(" ", "_").casefold()
    found = [zone for zone in zones() if wanted in (zone.casefold(), _city(zone))]
    if len(found) != 1:
        raise Misfit(NOT_A_ZONE)
    return found[0]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].casefold()


def _address(typed: str) -> str:
    if typed and not ADDRESS.fullmatch(typed):
        raise Misfit(NOT_AN_ADDRESS)
    return typed


Language = Annotated[str, Field(max_length=8), AfterValidator(_language)]


class AccountForm(BaseModel):
    """Language, time zone and contact."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    zone: Annotated[str, Field(max_length=64), AfterValidator(_zone)]
    contact: Annotated[str, Field(max_length=254), AfterValidator(_address)] = ""
    version: int


class LanguageForm(BaseModel):
    """A language, and the page to go back to."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    next: Annotated[str, Field(max_length=512)] = "/"
