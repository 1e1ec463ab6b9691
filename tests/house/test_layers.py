"""The architecture: its six contracts hold, and each kind of slip is caught by one of them."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT

CONTRACTS = {
    "storeys": "The app is on top, the group's work in the middle, the foundation below",
    "parts": "Parts of the group's work only look down",
    "anatomy": "Inside a part: the web looks inwards, rules look at nothing",
    "pure-rules": "Rules are plain Python",
    "quiet-core": "What the group does never depends on how it is shown",
    "front-doors": "Only the app mounts routes and live routes",
}
GROUP = "server/group"

# What was done wrong, the contract that notices, and the line that does it where.
SLIPS = {
    "the foundation knows the group": (
        "storeys",
        {"server/foundation/clock.py": "import server.group.permissions"},
    ),
    "a low part knows a high one": (
        "parts",
        {f"{GROUP}/delegations/queries.py": "import server.group.practices.models"},
    ),
    "strangers know each other": (
        "parts",
        {
            f"{GROUP}/declaration/__init__.py": "",
            f"{GROUP}/declaration/models.py": "import server.group.practices.models",
        },
    ),
    "models know the web": (
        "anatomy",
        {f"{GROUP}/practices/models.py": "import server.group.practices.access"},
    ),
    "rules know the database": ("pure-rules", {f"{GROUP}/delegations/rules.py": "import sqlmodel"}),
    "queries know the web": ("quiet-core", {f"{GROUP}/practices/queries.py": "import fastapi"}),
    "queries know the web through somebody": (
        "quiet-core",
        {f"{GROUP}/practices/queries.py": "import server.foundation.dependencies"},
    ),
    "a part grows a drawer for odds and ends": ("anatomy", {f"{GROUP}/practices/utils.py": ""}),
    "the house grows a drawer for odds and ends": ("storeys", {"server/helpers.py": ""}),
    "a part nobody declared": ("parts", {f"{GROUP}/lottery/__init__.py": ""}),
    "a part knows the app": ("storeys", {f"{GROUP}/practices/queries.py": "import server.app"}),
    "a part uses another's routes": (
        "front-doors",
        {f"{GROUP}/sessions/access.py": "import server.group.practices.routes"},
    ),
}


def lint(folder: Path) -> str:
    program = str(Path(sys.executable).with_name("lint-imports"))
    command = [program, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_the_contracts_are_the_six_and_leave_nothing_out() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {one["id"]: one["name"] for one in told} == CONTRACTS
    layers = [one for one in told if one["type"] == "layers"]
    assert len(layers) == 3
    assert all(one["exhaustive"] is True for one in layers)
    assert not any("ignore_imports" in one for one in told)


def test_every_contract_holds() -> None:
    said = lint(ROOT)
    for name in CONTRACTS.values():
        assert f"{name} KEPT" in said, said


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_caught(slip: str, tmp_path: Path) -> None:
    contract, planted = SLIPS[slip]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "server", tmp_path / "server", ignore=_no_bytecode)
    for name, line in planted.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        with file.open("a") as source:
            source.write(f"\n{line}\n")
    assert f"{CONTRACTS[contract]} BROKEN" in lint(tmp_path)


def _no_bytecode(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__"]
