"""What each set address replaced when somebody last looked, in `lessons/variants/<name>.lock.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coursekit.artifact import digest
from coursekit.load.document import Document
from coursekit.problems import Problem, counted, one_line
from coursekit.variants.addresses import Replaced
from coursekit.variants.tree import Node

VERSION = 1
LONGEST = 300
"""Characters of a text that are shown; of a longer one, those around the first difference."""
BEFORE = 60


@dataclass(frozen=True)
class Accepted:
    """An original that somebody has seen and replaced."""

    digest: str
    value: Any
    """As JSON has it, so that it can still be shown when the course has another."""


def lock_path(folder: Path, name: str) -> Path:
    """Return the file beside the variant's own that remembers what it replaced."""
    return folder / f"{name}.lock.json"


def read_accepted(path: Path) -> Mapping[str, Accepted]:
    """Read what was accepted; a file that is missing or unreadable remembers nothing."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] != VERSION:
            return {}
        rows = content["replaces"].items()
        return {str(address): Accepted(str(row["digest"]), row["was"]) for address, row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def accepted_bytes(replaced: Iterable[Replaced]) -> bytes:
    """Write what a variant replaces now, by address."""
    rows = {
        one.address: {"digest": _digest(one.original), "was": _plain(one.original)}
        for one in sorted(replaced, key=lambda one: one.address)
    }
    content = {"version": VERSION, "replaces": rows}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def notices(
    variant: Document, name: str, replaced: Iterable[Replaced], accepted: Mapping[str, Accepted]
) -> tuple[Problem, ...]:
    """Return what a person should look at: originals that changed, and those nobody has accepted yet."""
    found, unseen = [], []
    for one in replaced:
        place = variant.key_place(("set", one.address))
        seen = accepted.get(one.address)
        if seen is None:
            unseen.append(place)
        elif seen.digest != _digest(one.original):
            was, now = _apart(_shown(seen.value), _shown(_plain(one.original)))
            message = (
                f"the course's {one.address} has changed. It was: {was} It is now: {now} "
                f"Yours: {_cut(_shown(one.ours.plain), 0)}"
            )
            hint = f"see whether yours still holds, change it or not, then: coursekit variants accept {name}."
            found.append(variant.problem(place, "changed-underneath", message, hint))
    if unseen:
        message = f"what {counted(len(unseen), 'set value')} replaced is not remembered yet"
        hint = f"run `coursekit variants accept {name}`; then `check` says when the course changes there."
        found.append(variant.problem(unseen[0], "not-accepted", message, hint))
    return tuple(found)


def _digest(node: Node | None) -> str:
    return digest(json.dumps(_plain(node), ensure_ascii=False, sort_keys=True).encode())


def _plain(node: Node | None) -> Any:
    return node.plain if node else None


def _shown(value: Any) -> str:
    if value is None:
        return "(left out)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"“{one_line(text)}”"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts as they are, or where they are long, from shortly before they differ."""
    pairs = enumerate(zip(one, other, strict=False))
    first = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    return _cut(one, first), _cut(other, first)


def _cut(text: str, first: int) -> str:
    if len(text) <= LONGEST:
        return text
    start = max(0, min(first - BEFORE, len(text) - LONGEST))
    end = start + LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
