"""`make` alone says what there is to do, and continuous integration does what a person does."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import MIGRATION_FILES, ROOT

MAKEFILE = (ROOT / "Makefile").read_text()
NEED = {"run", "test", "check", "fix", "bench", "migration", "translate", "lock"}


def test_make_alone_tells_every_task() -> None:
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^make ([a-z]+)", told, re.MULTILINE)) == NEED


def test_every_task_that_is_told_exists() -> None:
    tasks = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert tasks >= NEED


def test_what_continuous_integration_does_a_person_can_do() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    lines = script.read_text().strip().splitlines()
    assert lines[2].startswith("set -euo pipefail") or "set -euo pipefail" in lines
    assert lines[-1] == "make check"


def test_a_check_includes_the_tests() -> None:
    assert re.search(r"^check: lint test$", MAKEFILE, re.MULTILINE)
    for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "djlint", "typos"):
        assert f"$(BIN)/{tool}" in MAKEFILE


def test_the_hooks_use_what_the_locks_bring() -> None:
    told = (ROOT / ".pre-commit-config.yaml").read_text()
    assert set(re.findall(r"repo: (\S+)", told)) == {"builtin", "local"}
    entries = re.findall(r"entry: (\S+)", told)
    assert entries
    assert all(entry.startswith(".venv/bin/") for entry in entries)


def test_a_migration_is_written_from_the_models(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations")
    (tmp_path / "server").symlink_to(ROOT / "server")
    (tmp_path / "web").symlink_to(ROOT / "web")
    (tmp_path / ".venv").symlink_to(Path(sys.prefix))
    # `.venv` is made already: what is tried here is the task alone.
    task = ["make", "--old-file", ".venv/dev", "migration", "NAME=Nothing has changed"]
    done = subprocess.run(task, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    number = len(MIGRATION_FILES) + 1
    written = tmp_path / "migrations" / "versions" / f"{number:04d}_nothing_has_changed.py"
    assert 'revision = "' in written.read_text()
    assert "op." not in written.read_text().partition("def upgrade")[2]
