"""Says what a program may not do, in words, the moment it tries; part of `child.py`, standard library alone.

This is no wall: see `box.py` for those. It is what makes a program's fault a sentence, on every system,
also where the program itself would pass over it in silence.
"""

import os
import sys
from pathlib import Path
from typing import Any

STARTS = "an exercise starts no other program"
ENDS = "an exercise ends no other process"
NETWORK = "an exercise does not use the network"
READS = "an exercise does not read a person's files"
WRITES = "an exercise writes in its own folder only"
REMOVES = "an exercise leaves its folder where it is"
TYPED = "an exercise waits for nothing to be typed"

EVENTS = {
    "os.exec": STARTS,
    "os.fork": STARTS,
    "os.forkpty": STARTS,
    "os.posix_spawn": STARTS,
    "os.spawn": STARTS,
    "os.startfile": STARTS,
    "os.system": STARTS,
    "subprocess.Popen": STARTS,
    "os.kill": ENDS,
    "os.killpg": ENDS,
    "socket.bind": NETWORK,
    "socket.connect": NETWORK,
    "socket.getaddrinfo": NETWORK,
    "socket.gethostbyname": NETWORK,
    "socket.sendto": NETWORK,
}
"""Events of Python's that no exercise has a need for."""
CHANGES = {
    "os.chmod",
    "os.link",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Guard:
    """Remembers what a program tried, and refuses it."""

    def __init__(self, folder: Path, hidden: list[Path], needed: list[Path]) -> None:
        self.folder, self.hidden, self.needed = folder, hidden, needed
        self.tried: list[str] = []

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Hear of an event of Python's. Raises PermissionError for one that is not allowed."""
        why = EVENTS.get(event) or self._files(event, args)
        if why:
            self.refuse(why)

    def refuse(self, why: str) -> None:
        """Remember and raise what is not allowed."""
        self.tried.append(why)
        raise PermissionError(why)

    def _files(self, event: str, args: tuple[Any, ...]) -> str:
        if event in CHANGES:
            paths = [self._path(path) for path in args[:2] if isinstance(path, (str, bytes))]
            if any(self.folder == path for path in paths):
                return REMOVES
            return "" if all(path.is_relative_to(self.folder) for path in paths) else WRITES
        if event not in ("open", "os.listdir", "os.scandir") or not isinstance(args[0], (str, bytes)):
            return ""
        path = self._path(args[0])
        if path.is_relative_to(self.folder) or path.is_relative_to("/dev"):
            return ""
        if event == "open" and isinstance(args[2], int) and args[2] & WRITING:
            return WRITES
        if any(map(path.is_relative_to, self.hidden)) and not any(map(path.is_relative_to, self.needed)):
            return READS
        return ""

    def _path(self, path: str | bytes) -> Path:
        return Path(os.path.normpath(self.folder / os.fsdecode(path)))


class NothingTyped:
    """Stands for the input of a program; there is none."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard

    def read(self, *_: Any) -> Any:
        """Refuse to be read."""
        self.guard.refuse(TYPED)

    readline = readlines = __iter__ = read


def watch(folder: Path, hidden: list[Path], needed: list[Path]) -> Guard:
    """Watch over this process from now on; there is no way back."""
    guard = Guard(folder, hidden, needed)
    sys.stdin = NothingTyped(guard)
    sys.addaudithook(guard)
    return guard
