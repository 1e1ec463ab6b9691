"""A scripted provider, and our side of the code flow with it."""

from pathlib import Path

import pytest

from server.foundation.oidc.flow import Oidc
from tests.conftest import Clock
from tests.foundation.oidc.scripted import Scripted


@pytest.fixture
def scripted(clock: Clock) -> Scripted:
    return Scripted()


@pytest.fixture
def oidc(scripted: Scripted, tmp_path: Path) -> Oidc:
    return Oidc(scripted.outgoing, tmp_path)
