"""The two programs in C: built where they are needed, watched while they run."""

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from tests.bench.platform import to_first_core

SOURCES = Path(__file__).parent
NAMES = ("limit", "members")
LONGEST = 70
"""Seconds after which a program ends by itself, whatever happens."""
LONGEST_REST = 30.0


def build(folder: Path) -> Path:
    """Compiles both into `folder`."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise SystemExit("The bench needs a C compiler: install cc (Debian: gcc and libc6-dev).")
    for name in NAMES:
        source = SOURCES / f"{name}.c"
        subprocess.run([compiler, "-O2", "-o", str(folder / name), str(source)], check=True)
    return folder


class Members:
    """The members of a room, and the last that was heard from their program."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.told: dict[str, float] = {}
        self._process = process
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()

    def wait_for(self, what: str, count: float) -> None:
        """Until so many have joined, or so many deliveries have arrived."""
        deadline = time.monotonic() + LONGEST_REST
        while self.told.get(what, 0) < count:
            assert time.monotonic() < deadline, f"{what}: {count} wanted, {self.told}"
            assert self._process.poll() is None, self.told
            time.sleep(0.02)

    def end(self) -> dict[str, float]:
        """Ends the program; returns how it stood, with the waits of the deliveries."""
        self._process.terminate()
        self._process.wait(10)
        self._listening.join(10)
        return self.told

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self.told = json.loads(line)


@contextmanager
def members(folder: Path, count: int, port: int, *more: str) -> Iterator[Members]:
    command = [str(folder / "members"), "-n", str(count), "-p", str(port), "-s", str(LONGEST)]
    process = subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True)
    joined = Members(process)
    try:
        yield joined
    finally:
        if process.poll() is None:
            joined.end()


def limit(folder: Path, count: int, rounds: int, size: int, pace: int) -> float:
    """CPU seconds of one `send()` of `size` bytes, to `count` sockets in turn, at a pace."""
    command = [str(folder / "limit"), str(count), str(rounds), str(size), str(pace)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    to_first_core(process.pid)
    try:
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())["port"]
        with members(folder, count, port, "-r"):
            told, _ = process.communicate(timeout=LONGEST)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, told
    return float(json.loads(told)["us_per_send"]) / 1e6
