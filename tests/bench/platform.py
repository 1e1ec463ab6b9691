"""The platform in a process of its own, and what that process has used up."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

READY_IN = 60.0
ENDS_IN = 15
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Platform:
    """A running server, and the Cookie values of demonstration members."""

    port: int
    process: int
    cookies: Sequence[str]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def connected(self) -> Iterator[HTTPConnection]:
        """A connection that is kept for as long as the block lasts."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as browser:
            yield browser

    def page(self, path: str) -> str:
        """What a signed-in member sees there."""
        with self.connected() as browser:
            browser.request("GET", path, headers={"Cookie": self.cookies[0]})
            answer = browser.getresponse()
            assert answer.status == 200, (path, answer.status)
            return answer.read().decode()

    def cpu_seconds(self) -> float:
        """Of all its threads, in itself and in the kernel for it."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_kib(self) -> int:
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])


@contextmanager
def serving(folder: Path, members: int) -> Iterator[Platform]:
    """Serves the demonstration in `folder`, on a core of its own where there are several."""
    port = _free_port()
    command = [sys.executable, "-m", "server", "demo", "--port", str(port), "--data", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=_environment(), stdout=log, stderr=log)
    to_first_core(process.pid)
    try:
        _wait_until_ready(process, port, folder / "log")
        yield Platform(port, process.pid, _visits(folder, members))
    finally:
        process.terminate()
        _end(process)


def to_first_core(process: int) -> None:
    """Leaves the other cores to those who ask and count."""
    os.sched_setaffinity(process, {min(os.sched_getaffinity(0))})


def _environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FFWG_")}
    return {**ours, "FFWG_MODE": "development", "FFWG_LIMITS": "off"}


def _visits(folder: Path, count: int) -> list[str]:
    command = [sys.executable, "-m", "server", "visits", str(count), "--data", str(folder)]
    told = subprocess.run(
        command, env=_environment(), check=True, stdout=subprocess.PIPE, text=True
    )
    return told.stdout.split("\n")[:count]


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_IN
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The platform did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def _answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as browser:
        try:
            browser.request("GET", "/readyz")
            return browser.getresponse().status == 200
        except OSError:
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(ENDS_IN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
