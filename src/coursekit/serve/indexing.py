"""Keeps the search's index in a process beside: reading every page of a big course takes minutes."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

from coursekit.checks import inspect
from coursekit.kept import forget_old
from coursekit.problems import CourseError
from coursekit.serve.sites import Sites

LESS = 10
"""How far it stands back for the preview itself."""


class Indexer:
    """The process, and what it made last: the indexes of a course's sites, by where each begins."""

    def __init__(self, root: Path, python: Path | None, changed: threading.Condition) -> None:
        self._module = ("coursekit.serve.indexing", str(root.resolve()), str(python or ""))
        self._changed = changed
        self._process: subprocess.Popen[bytes] | None = None
        self._made: tuple[int, Mapping[str, bytes]] = (0, {})
        self._asked = self._working_on = 0
        self._ended = False

    def ask(self, version: int) -> bool:
        """Have the indexes of a version made, once the work at hand is done; tell whether they will come."""
        self._asked = version
        if self._process is None:
            # Ctrl-C is for the preview, which then ends this.
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", *self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()
        if self._working_on <= self._made[0]:
            self._begin()
        return not self._ended

    def made(self, version: int) -> Mapping[str, bytes] | None:
        """Return the indexes, if they are as new as this version."""
        return self._made[1] if self._made[0] >= version else None

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def _begin(self) -> None:
        if self._asked > self._made[0] and self._process and self._process.stdin:
            self._working_on = self._asked
            with contextlib.suppress(OSError):  # it has ended, which is heard below
                self._process.stdin.write(b"%d\n" % self._asked)
                self._process.stdin.flush()

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        stream = process.stdout
        while stream and (head := stream.readline()):
            version, sizes = json.loads(head)
            indexes = {base: stream.read(size) for base, size in sizes.items()}
            with self._changed:
                self._made = (version, indexes)
                self._begin()
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()


def work(root: Path, python: Path | None) -> None:
    """Make the indexes for each version that is asked for, until nobody asks any more."""
    with contextlib.suppress(AttributeError, OSError):
        os.nice(LESS)
    with tempfile.TemporaryDirectory(prefix="coursekit-") as empty:
        sites = Sites(root, Path(empty), python)
        for line in sys.stdin.buffer:
            forget_old()
            course = inspect(root).course
            if course:
                with contextlib.suppress(CourseError):  # the preview says it
                    sites.update(course)
            indexes = {base: shown.live.index() for base, shown in sites.shown.items()}
            head = [int(line), {base: len(data) for base, data in indexes.items()}]
            sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(indexes.values()))
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
