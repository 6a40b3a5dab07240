"""Resolves the references of a course: every id must name something that is there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coursekit.load.document import Document, Place, where
from coursekit.load.shape import Fitted
from coursekit.model.base import ID_PATTERN
from coursekit.model.references import Kind, references
from coursekit.problems import Problem, nearest

LISTS: dict[str, Kind] = {
    "activities": "activity",
    "claims": "claim",
    "events": "event",
    "exercises": "exercise",
    "figures": "figure",
    "objectives": "objective",
    "pictures": "picture",
    "quiz": "quiz",
    "terms": "term",
}
"""Lists of a file whose items have an id that others refer to."""

NAMES: dict[Kind, str] = {
    "claim": "a claim in seeds/",
    "event": "an event in seeds/",
    "figure": "a figure in seeds/",
    "picture": "a picture in seeds/",
    "term": "a term in seeds/",
    "paragraph": "a paragraph of the source",
    "lesson": "a lesson of this course",
    "objective": "an objective of this lesson",
    "exercise": "an exercise of this lesson",
    "activity": "an activity of this lesson",
    "quiz": "a quiz question of this lesson",
}


COPIED = 10
"""From more shared ids than this, one file is taken for a copy of another."""


@dataclass(frozen=True)
class Known:
    """The ids there are, also of things that have problems of their own."""

    ids: Mapping[Kind, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[Kind] = frozenset()
    """Kinds of which some file could not be read, so that no id can be called unknown."""

    def plus(self, other: "Known") -> "Known":
        """Return what both know."""
        kinds = {*self.ids, *other.ids}
        empty: frozenset[str] = frozenset()
        ids = {kind: self.ids.get(kind, empty) | other.ids.get(kind, empty) for kind in kinds}
        return Known(ids, self.unread | other.unread)


def ids_in(document: Document) -> Known:
    """Return the ids a document gives, read from its values before they are fitted."""
    value = document.value if isinstance(document.value, dict) else {}
    ids: dict[Kind, frozenset[str]] = {}
    unread: set[Kind] = set()
    for name, kind in LISTS.items():
        items = value.get(name)
        found = tuple((index, name) for index, name in _ids(items) if re.fullmatch(ID_PATTERN, name))
        ids[kind] = frozenset(name for _, name in found)
        if isinstance(items, tuple) and len(found) < len(items):
            # One of them lost its id, or has one that can't be: references to it are not to be mended.
            unread.add(kind)
    ids["paragraph"] = frozenset(_paragraphs(value.get("sections")))
    return Known(ids, frozenset(unread))


def unknown(fitted: Fitted[Any], known: Known) -> Iterator[Problem]:
    """Yield a problem for each reference to something that is not there."""
    if fitted.value is None:
        return
    for ref in references(fitted.value).found:
        ids = known.ids.get(ref.kind, frozenset())
        if ref.id in ids or ref.kind in known.unread:
            continue
        place = fitted.place(ref.path, ref.id)
        message = f'{where(fitted.origin(ref.path))} names "{ref.id}", which is not {NAMES[ref.kind]}'
        yield fitted.document.problem(place, f"unknown-{ref.kind}", message, nearest(ref.id, ids))


def repeated(documents: Iterable[Document], lists: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each id that two things of one kind share."""
    first: dict[tuple[str, str], Place] = {}
    wanted = tuple(lists)
    for document in documents:
        taken = []
        for name, found, place in _named(document, wanted):
            if (name, found) in first:
                taken.append((found, place, first[name, found]))
            else:
                first[name, found] = place
        others = {other.file for _, _, other in taken} - {document.file}
        if len(taken) > COPIED and others:
            message = f"{len(taken)} ids of this file stand in {', '.join(sorted(others))} already"
            yield document.problem(
                Place(document.file, 1, 1), "repeated-id", message, "if it is a copy, remove one of the two."
            )
            continue
        for found, place, other in taken:
            message = f'the id "{found}" is taken; its first place is {other.file}:{other.line}'
            yield document.problem(place, "repeated-id", message, "give one of the two another id.")


def _named(document: Document, lists: tuple[str, ...]) -> Iterator[tuple[str, str, Place]]:
    value = document.value if isinstance(document.value, dict) else {}
    for name in lists:
        for index, found in _ids(value.get(name)):
            yield name, found, document.place((name, index, "id"))


def _ids(items: Any) -> Iterator[tuple[int, str]]:
    if isinstance(items, tuple):
        for index, item in enumerate(items):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield index, item["id"]


def _paragraphs(sections: Any) -> Iterator[str]:
    if isinstance(sections, tuple):
        for section in sections:
            if isinstance(section, dict) and isinstance(section.get("paragraphs"), int):
                yield from (f"{section.get('id')}P{n}" for n in range(1, min(section["paragraphs"], 999) + 1))
