"""What people submit in a room."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from server.group.discussion.rules import LONGEST_REMARK


class RemarkForm(BaseModel):
    """A remark, its language, and the client's own id for it."""

    model_config = ConfigDict(extra="forbid")

    body: Annotated[str, Field(min_length=1, max_length=LONGEST_REMARK)]
    lang: Literal["en", "tr", "az", "ru", "ar", "fr", "es"]
    cid: UUID
