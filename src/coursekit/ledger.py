"""The ledger: what the kit wrote, from what, so that it knows its own files and a person's edits."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LEDGER = ".coursekit/ledger.json"
VERSION = 1


@dataclass(frozen=True)
class Entry:
    """One file the kit wrote."""

    fingerprint: str
    """Of what it was made from, see `Artifact.fingerprint`."""
    digest: str
    """Of the bytes that were written."""


@dataclass(frozen=True)
class Ledger:
    """Entries by path, from the course's folder."""

    entries: Mapping[str, Entry] = field(default_factory=dict)


def read_ledger(root: Path) -> Ledger:
    """Read a course's ledger; one that is missing or unreadable is an empty one.

    With an empty ledger nothing is known to be ours, so nothing that differs is replaced.
    """
    try:
        content = json.loads((root / LEDGER).read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            return Ledger()
        entries = {
            str(path): Entry(str(row["fingerprint"]), str(row["digest"]))
            for path, row in content["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()
    return Ledger({path: entry for path, entry in entries.items() if _inside(path)})


def ledger_bytes(ledger: Ledger) -> bytes:
    """Write a ledger as JSON, a file a line, in the order of paths."""
    rows = {
        path: {"fingerprint": entry.fingerprint, "digest": entry.digest}
        for path, entry in sorted(ledger.entries.items())
    }
    return (json.dumps({"version": VERSION, "files": rows}, indent=1, ensure_ascii=False) + "\n").encode()


def _inside(path: str) -> bool:
    parts = Path(path).parts
    return bool(parts) and not Path(path).is_absolute() and ".." not in parts
