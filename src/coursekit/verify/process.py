"""Processes for what a spec lets run: an empty folder, a clean environment, an end in any case."""

import contextlib
import json
import os
import signal
import site
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NO_WALLS = 97
"""What `box.py` ends with where the system gives it no walls."""
MOST = 16_000_000
"""Bytes of a process's result that are read."""
HOMES = ("/home", "/root", "/Users")
"""Where systems have the folders of persons."""
KEPT = ("PATH", "SYSTEMROOT")
"""Names of the environment that a process gets as they are."""
OVER = [
    code
    for name, number in signal.Signals.__members__.items()
    if name == "SIGXCPU"
    for code in (-number, 128 + number)
]
"""How a process ends whose time for work is over, itself or behind walls; Windows does not count it."""


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it had said by then."""

    result: str
    late: bool
    """Whether it was stopped because its time was over."""


class Children:
    """Processes of ours; leaving the block ends those that still run."""

    def __init__(self) -> None:
        self.walls = sys.platform == "linux"
        """Whether the system shuts programs in; known after the first."""
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            for process in self._running:
                _kill(process)

    def run(self, program: str, flag: str, job: Mapping[str, Any], seconds: float) -> Ended:
        """Run a program of this package on a job, for as many seconds at most."""
        walls = self.walls
        data = json.dumps({**job, "walls": walls, "hidden": homes()}).encode()
        ended, code = self._run(program, flag, data, seconds)
        if walls and code == NO_WALLS:
            self.walls = False
            return self.run(program, flag, job, seconds)
        return ended

    def _run(self, program: str, flag: str, job: bytes, seconds: float) -> tuple[Ended, int]:
        box = str(Path(__file__).with_name("box.py"))
        with (
            tempfile.TemporaryDirectory(prefix="coursekit-", ignore_cleanup_errors=True) as folder,
            tempfile.TemporaryFile() as result,
        ):
            process = self._start([sys.executable, flag, box, program], folder, result.fileno())
            late = False
            try:
                process.communicate(job, timeout=seconds)
            except subprocess.TimeoutExpired:
                late = True
            finally:
                _kill(process)
                process.communicate()
                with self._lock:
                    self._running.discard(process)
            result.seek(0)
            text = result.read(MOST).decode("utf-8", "replace")
            return Ended(text, late or process.returncode in OVER), process.returncode

    def _start(self, command: list[str], folder: str, result: int) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise KeyboardInterrupt
            process = subprocess.Popen(  # noqa: S603 - this Python, on a file of ours
                command,
                stdin=subprocess.PIPE,
                stdout=result,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                env=_environment(folder),
                start_new_session=True,
            )
            self._running.add(process)
            return process


@cache
def homes() -> list[str]:
    """Return the folders of persons, which no program of an exercise has any business in."""
    names = (os.path.expanduser("~"), *HOMES)  # noqa: PTH111 - Path.home() raises where there is none
    found = {Path(name).resolve() for name in names if os.path.isdir(name)} - {Path(os.sep)}  # noqa: PTH112 - as in box.py
    return sorted(str(path) for path in found if not found & set(path.parents))


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    homes = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    fixed = {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "MALLOC_ARENA_MAX": "2"}
    # Where the person has installed packages for themselves; a kernel may come from there.
    return {**kept, **homes, **fixed, "PYTHONUSERBASE": site.getuserbase()}


def _kill(process: subprocess.Popen[bytes]) -> None:
    # With all that it has started: the group outlives the process that gave it its name.
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
