"""Publishes files whole or not at all, and never over a person's edits."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coursekit.artifact import digest
from coursekit.ledger import LEDGER, Entry, Ledger, ledger_bytes

Reason = Literal["unchanged", "new", "missing", "changed", "edited", "foreign", "forced", "not-planned"]
"""Why a file is written, kept or removed.

unchanged: it is as it should be. new: the ledger does not know it. missing: the ledger knows it, but
it is gone. changed: what it is made from changed. edited: a person changed it since, so it stays.
foreign: a file that is not ours stands there, so it stays. forced: as edited or foreign, but the
person asked for it; a copy is kept. not-planned: nothing makes it any more, so it is removed.
"""

WRITTEN: frozenset[Reason] = frozenset({"new", "missing", "changed", "forced"})
KEPT_ASIDE = ".coursekit/kept"
"""Where versions of pages are kept, which MkDocs would publish from their own folder."""
KEPT: frozenset[Reason] = frozenset({"edited", "foreign"})


Tell = Callable[[int, int, str], None]
"""Told before each step: how many are done, how many there are, and what comes now."""


@dataclass(frozen=True)
class Change:
    """What became of one file."""

    path: str
    reason: Reason
    copy: str = ""
    """Where a person's version was kept, if it was replaced."""


def decide(root: Path, path: str, entry: Entry | None, fingerprint: str, *, force: bool) -> Reason:
    """Say what is to become of a file before it is made; `entry` is the ledger's."""
    there = digest_of(root / path)
    if there is None:
        return "missing" if entry else "new"
    if entry is None:
        return "forced" if force else "foreign"
    if there != entry.digest:
        return "forced" if force else "edited"
    return "unchanged" if entry.fingerprint == fingerprint else "changed"


class Publisher:
    """Puts files in place and keeps the account of them."""

    def __init__(self, root: Path, ledger: Ledger, *, force: bool) -> None:
        self.root = root
        self.force = force
        self.entries = dict(ledger.entries)

    def put(self, paths: tuple[str, ...], fingerprint: str, make: Callable[[], bytes]) -> list[Change]:
        """Make one artifact, unless it is in all its places as it should be."""
        reasons = {
            path: decide(self.root, path, self.entries.get(path), fingerprint, force=self.force)
            for path in paths
        }
        if all(reason == "unchanged" for reason in reasons.values()):
            return [Change(path, "unchanged") for path in paths]
        data = make()
        return [self._put_one(path, reason, fingerprint, data) for path, reason in reasons.items()]

    def as_it_should_be(self, path: str, fingerprint: str) -> bool:
        """Tell whether a file is ours, unedited, and made from this."""
        entry = self.entries.get(path)
        return decide(self.root, path, entry, fingerprint, force=False) == "unchanged"

    def drop(self, path: str) -> list[Change]:
        """Remove a file of ours that nothing makes any more, unless somebody edited it."""
        entry = self.entries[path]
        there = digest_of(self.root / path)
        if there is not None and there != entry.digest:
            return [Change(path, "edited")]
        del self.entries[path]
        if there is None:
            return []
        (self.root / path).unlink()
        for folder in (self.root / path).parents:
            if folder == self.root:
                break
            with contextlib.suppress(OSError):  # a folder with something in it stays
                folder.rmdir()
        return [Change(path, "not-planned")]

    def close(self) -> None:
        """Write the ledger, if it says something new."""
        data = ledger_bytes(Ledger(self.entries))
        if digest_of(self.root / LEDGER) != digest(data):
            write_whole(self.root / LEDGER, data)

    def _put_one(self, path: str, reason: Reason, fingerprint: str, data: bytes) -> Change:
        target = self.root / path
        entry = Entry(fingerprint, digest(data))
        copy = ""
        if digest_of(target) == entry.digest:
            reason = "unchanged"
        elif reason in KEPT:
            return Change(path, reason)
        elif reason != "unchanged":
            if reason == "forced":
                copy = _keep(self.root, path).relative_to(self.root).as_posix()
            write_whole(target, data)
        self.entries[path] = entry
        return Change(path, reason, copy)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old bytes or the new ones, and never half."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".coursekit-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as aside:
            aside.write(data)
            aside.flush()
            os.fsync(aside.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def sweep(root: Path, folders: Iterable[str], besides: str) -> None:
    """Remove what an interrupted build left aside, besides in a folder where another may be running."""
    for folder in folders:
        for leftover in (root / folder).rglob(".coursekit-*"):
            if leftover.is_file() and not leftover.is_relative_to(root / besides):
                leftover.unlink()


def _keep(root: Path, path: str) -> Path:
    """Keep a person's version: beside the new one, but never where it would become part of the site."""
    target = root / path
    beside = root / KEPT_ASIDE / path if path.startswith(("build/", "site/")) else target
    for number in range(1, 10_000):
        copy = beside.with_name(f"{target.stem}.kept-{number}{target.suffix}")
        if not copy.exists():
            write_whole(copy, target.read_bytes())
            return copy
    raise FileExistsError(f"{target} has too many kept copies")


def digest_of(path: Path) -> str | None:
    """Return the digest of a file; None where there is none to read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return None
