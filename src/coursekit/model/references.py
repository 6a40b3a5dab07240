"""What a spec refers to, and where: found by walking its fields, whatever their class."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from coursekit.model.base import ID_PATTERN, Spec

Kind = Literal[
    "claim",
    "figure",
    "picture",
    "event",
    "term",
    "lesson",
    "objective",
    "exercise",
    "activity",
    "quiz",
    "paragraph",
]
Path = tuple[str | int, ...]

FIELDS: dict[str, Kind] = {
    "about": "claim",
    "activity": "activity",
    "assesses": "objective",
    "at": "paragraph",
    "claim": "claim",
    "claims": "claim",
    "event": "event",
    "events": "event",
    "exercise": "exercise",
    "figure": "figure",
    "figures": "figure",
    "objectives": "objective",
    "picture": "picture",
    "pictures": "picture",
    "prerequisites": "lesson",
    "quiz": "quiz",
    "source": "paragraph",
    "uses": "claim",
}
"""Fields whose text is an id, or a list of ids, of this kind."""

CITATION = re.compile(r"\[@((?:[^\]\n]|\n(?!\s*\n))*)\]")
VALUE = re.compile(r"\{([^{}\n]*)\}")
LINK = re.compile(r"\]\(\s*<?(term|lesson):([^)>\s]*)")
GAP = re.compile(rf"\[\[({ID_PATTERN})\]\]")
OWN_VALUE = "value"
"""In a claim's `says`, `{value}` is the claim's own figure."""


@dataclass(frozen=True)
class Reference:
    """One mention of a thing by its id."""

    path: Path
    """From the spec that was walked: field names and places in lists."""
    kind: Kind
    id: str


@dataclass(frozen=True)
class References:
    """The references of a spec, in the order of its fields."""

    found: tuple[Reference, ...]

    def of(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of one kind, each once, in order."""
        return tuple(dict.fromkeys(ref.id for ref in self.found if ref.kind == kind))


def references(spec: Spec) -> References:
    """Return what the spec refers to, by field and inside its texts."""
    return References(tuple(_walk(spec, ())))


def texts(spec: Spec, path: Path = ()) -> Iterator[tuple[Path, str, str]]:
    """Yield each text of the spec: its path, `line` or `text`, and the text itself."""
    kinds = _text_fields(type(spec))
    for name, value in _fields(spec):
        for place, item in _leaves(value, (*path, name)):
            if isinstance(item, Spec):
                yield from texts(item, place)
            elif isinstance(item, str) and name in kinds:
                yield place, kinds[name], item


def in_text(text: str) -> Iterator[tuple[Kind, str]]:
    """Yield the references of a text: citations, figures, terms and lessons."""
    for match in CITATION.finditer(text):
        for part in match[1].split(";"):
            yield "claim", part.strip().removeprefix("@")
    yield from in_formula(text)
    for match in LINK.finditer(text):
        yield ("term" if match[1] == "term" else "lesson"), match[2]


def in_formula(text: str) -> Iterator[tuple[Kind, str]]:
    """Yield the claims whose figures stand in braces."""
    for match in VALUE.finditer(text):
        name = match[1].removesuffix(".number")
        if name != OWN_VALUE:
            yield "claim", name


def _walk(spec: Spec, path: Path) -> Iterator[Reference]:
    kinds = _text_fields(type(spec))
    for name, value in _fields(spec):
        for place, item in _leaves(value, (*path, name)):
            if isinstance(item, Spec):
                yield from _walk(item, place)
            elif not isinstance(item, str):
                continue
            elif name in kinds:
                yield from (Reference(place, kind, found) for kind, found in in_text(item))
            elif name == "formula":
                yield from (Reference(place, kind, found) for kind, found in in_formula(item))
            elif name in FIELDS:
                yield Reference(place, FIELDS[name], item)


def _fields(spec: Spec) -> Iterator[tuple[str, Any]]:
    for name in type(spec).model_fields:
        yield name, getattr(spec, name)


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    else:
        yield path, value


@cache
def _text_fields(spec: type[Spec]) -> dict[str, str]:
    hints = get_type_hints(spec, include_extras=True)
    marks = {name: _mark(hint) for name, hint in hints.items() if name in spec.model_fields}
    return {name: mark for name, mark in marks.items() if mark}


def _mark(hint: Any) -> str | None:
    if get_origin(hint) is Annotated:
        for extra in hint.__metadata__:
            if extra in ("line", "text"):
                return str(extra)
    return next((mark for mark in map(_mark, get_args(hint)) if mark), None)
