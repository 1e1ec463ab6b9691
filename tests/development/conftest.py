"""The platform with development providers, as the entrance has it."""

from tests.entrance.conftest import browser, doors, house, local

__all__ = ["browser", "doors", "house", "local"]
