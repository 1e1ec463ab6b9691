"""Of all combinations of the five interlocks, one lets the development providers exist."""

from itertools import product
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts

from server import app as house
from server.app import create_app
from server.development.interlocks import HOST, MODE, ORIGIN, STAMP, why_not_mount
from server.foundation.database import Database
from server.foundation.http import Unreached
from server.foundation.oidc.flow import Oidc
from server.foundation.stamp import hold_to
from server.settings import Settings

ISSUER = "https://az.idp.invalid"
ALL = (True,) * 5


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("held", list(product((True, False), repeat=5)), ids=str)
async def test_one_of_thirty_two_combinations_mounts_them(
    held: tuple[bool, ...], database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mode, host, origin, module, stamp = held
    if not module:
        monkeypatch.setattr(house, "find_spec", lambda _name: None)
    with database.write() as db:
        hold_to(db, "development" if stamp else "production")
    settings = Settings(
        mode="development" if mode else "production",
        host="127.0.0.1" if host else "0.0.0.0",
        public_origin="https://localhost:8300" if origin else "https://ffwg.example",
        data_dir=tmp_path,
        database_url=str(database.engines.url),
    )
    app = create_app(settings, database)
    mounted = any("/dev/" in str(route.path) for route in iter_route_contexts(app.routes))
    assert mounted is (held == ALL)
    assert await answers(app.state.oidc) is (held == ALL)


async def answers(oidc: Oidc) -> bool:
    try:
        await oidc.provider(ISSUER)
    except Unreached:
        return False
    return True


@pytest.mark.parametrize(
    ("changes", "stamp", "reason"),
    [
        ({}, "development", None),
        ({}, None, None),
        ({"host": "localhost", "public_origin": "http://127.0.0.1:8300"}, None, None),
        ({"mode": "production"}, None, MODE),
        ({"host": "0.0.0.0"}, None, HOST),
        ({"host": "::"}, None, HOST),
        ({"host": ""}, None, HOST),
        ({"public_origin": "https://ffwg.example"}, None, ORIGIN),
        ({"public_origin": "http://localhost.evil.example"}, None, ORIGIN),
        ({"public_origin": "http://[::1]:8300"}, None, ORIGIN),
        ({}, "production", STAMP),
    ],
)
def test_each_interlock_says_why(
    changes: dict[str, str], stamp: str | None, reason: str | None
) -> None:
    good = {"mode": "development", "host": "127.0.0.1", "public_origin": "http://localhost:8300"}
    assert why_not_mount(Settings.model_validate({**good, **changes}), stamp) == reason


def test_the_wheel_leaves_the_module_out() -> None:
    project = (Path(house.__file__).parents[1] / "pyproject.toml").read_text()
    assert 'exclude = ["server/development"]' in project
