"""The image: its builder's steps run in an empty folder, offline, and the result is well.

Without an engine nothing can be pulled or isolated, so the folder stands in for the image. The
libraries come from this environment, linked beside the new one, and not from a registry.
"""

import os
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from server.settings import Settings
from tests.house.sources import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
HOME = "/opt/ffwg"


def steps(stage: str) -> list[tuple[str, str]]:
    found = re.findall(r"^([A-Z]+) (.*)$", stage, re.MULTILINE)
    return [(word, " ".join(rest.split())) for word, rest in found]


BUILDER, FINAL = (steps(stage) for stage in DOCKERFILE.split("\n\n"))


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the builder has done its work."""
    folder = tmp_path_factory.mktemp("image")
    workdir = folder / "build"
    workdir.mkdir()
    for word, rest in BUILDER:
        match word:
            case "COPY":
                *names, target = rest.split()
                for name in names:
                    _copy(ROOT / name, workdir / target, as_folder=(ROOT / name).is_dir())
            case "RUN":
                told = rest.replace(HOME, f"{folder}{HOME}")
                _run(["sh", "-ec", told], workdir, folder)
    return folder


def _copy(source: Path, target: Path, *, as_folder: bool) -> None:
    if as_folder:
        without = shutil.ignore_patterns("development", "__pycache__")
        shutil.copytree(source, target, ignore=without)
    else:
        shutil.copy(source, target)


def _run(command: list[str], workdir: Path, folder: Path) -> str:
    libraries = folder / "libraries"
    if not libraries.exists():
        libraries.mkdir()
        for one in Path(sysconfig.get_path("purelib")).iterdir():
            if not one.name.startswith(("ffwg", "_editable", "pip", "__")):
                (libraries / one.name).symlink_to(one)
    told = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(libraries),
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }
    done = subprocess.run(
        command, cwd=workdir, env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_builders_steps_make_a_platform_that_starts(image: Path, tmp_path: Path) -> None:
    program = image / HOME.strip("/") / "bin" / "ffwg"
    assert "check-config" in _run([str(program), "--help"], tmp_path, image)
    _run([str(program), "migrate"], tmp_path, image)
    assert (tmp_path / "data" / "ffwg.db").exists()


def test_nothing_for_development_comes_into_the_image(image: Path) -> None:
    installed = next((image / HOME.strip("/")).glob("lib/python*/site-packages/server"))
    assert (installed / "web" / "templates" / "base.html").exists()
    assert not (installed / "development").exists()
    assert "server/development" in (ROOT / ".dockerignore").read_text().split()


def test_it_runs_as_nobody_in_particular_and_stops_when_told() -> None:
    told = dict(FINAL)
    assert told["USER"] == "10001"
    assert told["STOPSIGNAL"] == "SIGTERM"
    assert told["CMD"] == '["ffwg", "serve"]'
    assert '["ffwg", "health"]' in told["HEALTHCHECK"]
    assert [rest for word, rest in FINAL if word == "COPY"] == [f"--from=builder {HOME} {HOME}"]


def test_what_is_installed_is_what_is_locked() -> None:
    (install,) = [rest for word, rest in BUILDER if word == "RUN" and "-r requirements" in rest]
    assert "--require-hashes" in install
    assert "-r requirements.lock" in install


def test_compose_brings_the_platform_postgresql_and_nats() -> None:
    told = (ROOT / "compose.yaml").read_text()
    services = re.split(
        r"^  (?=\S)", told.partition("services:")[2].partition("\nvolumes:")[0], flags=re.M
    )
    app, postgresql, nats = services[1:]
    assert app.startswith("app:")
    assert "    read_only: true" in app
    assert set(re.findall(r"FFWG_[A-Z_]+(?=:)", app)) <= {
        f"FFWG_{name.upper()}" for name in Settings.model_fields
    }
    assert {"FFWG_DATABASE_URL", "FFWG_NATS_URL", "FFWG_PUBLIC_ORIGIN"} <= set(
        app.replace(":", " ").split()
    )
    assert re.findall(r"ports:\n      - (\S+)", told) == ["127.0.0.1:8000:8000"]
    assert postgresql.startswith("postgresql:")
    assert nats.startswith("nats:")
