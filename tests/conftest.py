"""What a test may ask for by naming it; each kind of thing has its own file."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from server.foundation import clock as house_clock
from tests.builders import refused as refused_with

pytest_plugins = [
    "tests.servers",
    "tests.cast",
    "tests.databases",
    "tests.apps",
    "tests.browsers",
]


class Clock:
    """The house's clock, stopped until the test moves it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment
        house_clock.set_source(lambda: self.moment)

    def set(self, moment: datetime) -> None:
        self.moment = moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Iterator[Clock]:
    yield Clock(datetime(2026, 12, 1, 9, tzinfo=UTC))
    house_clock.set_source(None)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


refused = pytest.fixture(lambda: refused_with, name="refused")
