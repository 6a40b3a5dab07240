"""An artifact: a file the kit makes, what it is made from, and how to make it."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

from pydantic_core import to_json

PARTS = ("babel", "jinja2", "markdown-it-py", "nbconvert", "nbformat", "pillow", "python-pptx", "typst")
"""Distributions whose version can change the bytes that are made."""


class UnfitError(ValueError):
    """A text that an output has no room for."""

    def __init__(self, address: str, message: str) -> None:
        super().__init__(f"{address}: {message}")
        self.address = address
        """Where the text stands in its lesson: `parts/the-pipe/slides/2/headline`."""
        self.message = message


@dataclass(frozen=True)
class Artifact:
    """One file to be made."""

    path: str
    """From the course's folder, with `/` between its parts."""
    subject: Any
    """Everything the file is made from, as values that `to_json` can write."""
    make: Callable[[], bytes]
    """Makes the file's bytes: the same for the same subject and the same kit."""
    claims: frozenset[str] = frozenset()
    """Claims of the record that the file rests on."""
    also: tuple[str, ...] = ()
    """Further places that get the same bytes."""
    title: Callable[[], str] | None = None
    """Gives a page's title by itself, for a menu that can't wait for every page to be made."""
    searched: bool = True
    """Whether the site's search knows the page."""

    @property
    def fingerprint(self) -> str:
        """A digest of the subject and of the kit itself; where it is the same, so is the file."""
        return fingerprint(self.path, self.subject)


def fingerprint(*values: Any) -> str:
    """Return a digest of some values, as `to_json` writes them, and of the kit itself."""
    return digest(to_json((kit(), *values)))


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


@cache
def kit() -> str:
    """Return a digest of coursekit's own files and of the versions that shape its output."""
    seen = hashlib.sha256()
    for name, data in sorted(_files(resources.files("coursekit"), "")):
        seen.update(f"{name}\0{digest(data)}\n".encode())
    for part in PARTS:
        seen.update(f"{part}={metadata.version(part)}\n".encode())
    return seen.hexdigest()


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _files(entry, f"{name}/")
        elif not name.endswith((".pyc", ".pyo")) and not entry.name.startswith("."):
            found.append((name, entry.read_bytes()))
    return found
