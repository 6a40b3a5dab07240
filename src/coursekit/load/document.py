"""A YAML file as values, with the place of every key and value in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coursekit.model.references import Path
from coursekit.problems import Problem

Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True)
class Odd:
    """A scalar that YAML reads as something no field of ours wants: a date, an octal number."""

    text: str


@dataclass(frozen=True)
class Document:
    """One file of the course."""

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

    def place(self, path: Path) -> Place:
        """Return where a value begins, or the nearest thing around it that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))

    def key_place(self, path: Path) -> Place:
        """Return where a value's key begins; without a key, where the value begins."""
        return self.keys.get(path) or self.place(path)

    def word_place(self, path: Path, word: str) -> Place:
        """Return where a word stands in a text, or where the text begins."""
        line, column = self.place(path)
        lines = self.text.split("\n")
        at = lines[line - 1].find(word, column - 1) if line <= len(lines) else -1
        if at >= 0:
            return line, at + 1
        indent = self.keys.get(path, (line, column))[1]
        for number, content in enumerate(lines[line:], start=line + 1):
            if content.strip() and len(content) - len(content.lstrip()) < indent:
                break
            if (at := content.find(word)) >= 0:
                return number, at + 1
        return line, column

    def problem(self, place: Place, code: str, message: str, hint: str) -> Problem:
        """Return a problem at a place in this file."""
        return Problem(self.file, *place, code, message, hint)


def where(path: Path) -> str:
    """Write a path the way a person would: `parts[2].slides[0].figure`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".") or "the file"
