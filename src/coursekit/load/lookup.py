"""Resolves the references of a course: every id must name something that is there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from coursekit.load.document import Document, where
from coursekit.load.shape import Fitted
from coursekit.model.references import Kind, references
from coursekit.problems import Problem, nearest

LISTS: dict[str, Kind] = {
    "activities": "activity",
    "claims": "claim",
    "events": "event",
    "exercises": "exercise",
    "figures": "figure",
    "objectives": "objective",
    "quiz": "quiz",
    "terms": "term",
}
"""Lists of a file whose items have an id that others refer to."""

NAMES: dict[Kind, str] = {
    "claim": "a claim in seeds/",
    "event": "an event in seeds/",
    "figure": "a figure in seeds/",
    "term": "a term in seeds/",
    "paragraph": "a paragraph of the source",
    "lesson": "a lesson of this course",
    "objective": "an objective of this lesson",
    "exercise": "an exercise of this lesson",
    "activity": "an activity of this lesson",
    "quiz": "a quiz question of this lesson",
}


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
    for name, kind in LISTS.items():
        ids[kind] = frozenset(found for _, found in _ids(value.get(name)))
    ids["paragraph"] = frozenset(_paragraphs(value.get("sections")))
    return Known(ids)


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
    first: dict[tuple[str, str], str] = {}
    wanted = tuple(lists)
    for document in documents:
        value = document.value if isinstance(document.value, dict) else {}
        for name in wanted:
            for index, found in _ids(value.get(name)):
                line, column = document.place((name, index, "id"))
                if (name, found) in first:
                    message = f'the id "{found}" is taken; its first place is {first[name, found]}'
                    yield document.problem(
                        (line, column), "repeated-id", message, "give one of the two another id."
                    )
                else:
                    first[name, found] = f"{document.file}:{line}"


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
