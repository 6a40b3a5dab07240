"""A YAML file as values, with the place of every key and value in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from coursekit.model.references import Path
from coursekit.problems import Problem


class Place(NamedTuple):
    """Where something stands; line and column count from 1."""

    file: str
    """From the course's folder, with `/` between its parts."""
    line: int
    column: int


@dataclass(frozen=True)
class Odd:
    """A scalar that YAML reads as something no field of ours wants: a date, an octal number."""

    text: str


@dataclass(frozen=True)
class Document:
    """One file of the course, or what a variant made of it."""

    file: str
    """From the course's folder, with `/` between its parts."""
    text: str
    value: Any
    """Text, numbers, True, False, None, tuples, mappings and `Odd`."""
    places: Mapping[Path, Place] = field(default_factory=dict)
    """Where each value begins."""
    keys: Mapping[Path, Place] = field(default_factory=dict)
    """Where the key of each value begins."""
    raw: Mapping[Path, str] = field(default_factory=dict)
    """Each scalar as it was typed."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts of other files that values come from."""

    def place(self, path: Path) -> Place:
        """Return where a value begins, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file, 1, 1))

    def key_place(self, path: Path) -> Place:
        """Return where a value's key begins; without a key, where the value begins."""
        return self.keys.get(path) or self.place(path)

    def word_place(self, path: Path, word: str) -> Place:
        """Return where a word stands in a text, or where the text begins."""
        file, line, column = self.place(path)
        lines = self.texts.get(file, self.text).split("\n")
        at = lines[line - 1].find(word, column - 1) if line <= len(lines) else -1
        if at >= 0:
            return Place(file, line, at + 1)
        indent = self.key_place(path).column
        for number, content in enumerate(lines[line:], start=line + 1):
            if content.strip() and len(content) - len(content.lstrip()) < indent:
                break
            if (at := content.find(word)) >= 0:
                return Place(file, number, at + 1)
        return Place(file, line, column)

    def problem(self, place: Place, code: str, message: str, hint: str) -> Problem:
        """Return a problem at a place of this document."""
        return Problem(*place, code, message, hint)


def where(path: Path) -> str:
    """Write a path the way a person would: `parts[2].slides[0].figure`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".") or "the file"
