"""An outgoing client whose dialling is recorded."""

import pytest

from server.foundation.http import Outgoing
from tests.foundation.dials import Dials


@pytest.fixture
def dials() -> Dials:
    return Dials()


@pytest.fixture
def outgoing(dials: Dials) -> Outgoing:
    return Outgoing(dials)
