"""The door to a delegation's public page."""

from typing import Annotated

from fastapi import Depends

from server.foundation.dependencies import Db
from server.foundation.refusals import Unreachable
from server.group.delegations.access import door
from server.group.delegations.models import Delegation, Kind
from server.group.delegations.queries import delegation_by_code


@door("indicator.read")
def shown_delegation(code: str, db: Db) -> Delegation:
    delegation = delegation_by_code(db, code.upper())
    if delegation is None or delegation.kind == Kind.SECRETARIAT:
        raise Unreachable
    return delegation


ShownDelegation = Annotated[Delegation, Depends(shown_delegation)]
