"""The wheel: everything the platform needs to run, and nothing that is for development."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import MIGRATION_FILES, ROOT

DEVELOPMENT = "server/development/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    folder = wheel.parent / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, *command: str, data: Path) -> str:
    """In a folder of its own, so that nothing of the checkout is found by chance."""
    told = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(unpacked),
        "PYTHONSAFEPATH": "1",
        "FFWG_DATA_DIR": str(data),
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=data, env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_holds_the_code_the_web_and_the_migrations(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {"server/app.py", "server/group/permissions.csv", "server/migrations/env.py"}
    wanted |= {"server/web/templates/base.html", "server/web/static/css/base.css"}
    wanted |= {f"server/migrations/versions/{name}" for name in MIGRATION_FILES}
    assert wanted <= names
    assert any(name.startswith("server/web/locale/tr/") for name in names)
    assert any(name.startswith("server/web/static/vendor/htmx") for name in names)


def test_it_holds_nothing_for_development(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    strangers = [n for n in names if n.startswith((DEVELOPMENT, "tests/")) or "__pycache__" in n]
    assert strangers == []


def test_it_offers_one_command(unpacked: Path) -> None:
    (entries,) = unpacked.glob("*.dist-info/entry_points.txt")
    assert entries.read_text().split() == ["[console_scripts]", "ffwg", "=", "server.__main__:main"]


def test_it_migrates_a_database_by_itself(unpacked: Path, tmp_path: Path) -> None:
    where = run(unpacked, "-c", "import server.settings as s; print(s.MIGRATIONS)", data=tmp_path)
    assert where.startswith(str(unpacked))
    run(unpacked, "-m", "server", "migrate", data=tmp_path)
    assert (tmp_path / "ffwg.db").stat().st_size > 0


def test_without_development_it_still_puts_itself_together(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "from server.app import create_app; from server.settings import Settings;"
        "app = create_app(Settings()); print(hasattr(app.state, 'development_providers'))"
    )
    run(unpacked, "-m", "server", "migrate", data=tmp_path)
    assert run(unpacked, "-c", script, data=tmp_path).strip() == "False"
