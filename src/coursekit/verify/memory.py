"""What was proven, by fingerprint, so that nothing is proven twice.

A failure is never remembered: who mends something wants it tried, and a program that was stopped for its
time may only have had a slow moment.
"""

import contextlib
import json
from pathlib import Path
from types import TracebackType
from typing import Self

from coursekit.publish import write_whole

PROOFS = ".coursekit/proofs.json"
VERSION = 1


class Memory:
    """Fingerprints of what was proven, by the name of it; leaving the block writes them down."""

    def __init__(self, root: Path | None = None, *, again: bool = False) -> None:
        self.root = root
        self.again = again
        """Whether all is to be proven again, whatever is remembered."""
        self.proofs = _read(root) if root else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.root is None or self.proofs == _read(self.root):
            return
        rows = {"version": VERSION, "proofs": dict(sorted(self.proofs.items()))}
        with contextlib.suppress(OSError):  # what can't be written down is proven again next time
            write_whole(self.root / PROOFS, (json.dumps(rows, indent=1) + "\n").encode())

    def holds(self, name: str, fingerprint: str) -> bool:
        """Tell whether this was proven before, just as it is."""
        return not self.again and self.proofs.get(name) == fingerprint

    def settle(self, name: str, fingerprint: str, *, proven: bool) -> None:
        """Remember what was proven, and nothing of what failed."""
        if proven:
            self.proofs[name] = fingerprint
        else:
            self.proofs.pop(name, None)


def _read(root: Path) -> dict[str, str]:
    """Return what is written down; what can't be read is nothing."""
    try:
        content = json.loads((root / PROOFS).read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            return {}
        return {str(name): str(proof) for name, proof in content["proofs"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
