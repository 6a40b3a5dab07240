"""Sees whether a course's files changed, by looking: that works on every disk, also one in the network."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Look = dict[str, tuple[int, int, int]]
"""Each file with when it was written, its size and its number on the disk."""


def look(paths: Iterable[Path]) -> Look:
    """Return the files that there are now, in folders too."""
    return dict(sorted(found for path in paths for found in _files(path)))


def _files(path: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(Path(entry.path))
                else:
                    yield from _one(entry)
    except NotADirectoryError:
        yield from _one(path)
    except OSError:
        return


def _one(path: "Path | os.DirEntry[str]") -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        stat = path.stat()
    except OSError:  # gone since, or a link to nowhere
        yield os.fspath(path), (0, 0, 0)
    else:
        yield os.fspath(path), (stat.st_mtime_ns, stat.st_size, stat.st_ino)
