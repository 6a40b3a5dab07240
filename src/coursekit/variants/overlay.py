"""A variant laid over the documents of its course: documents again, and read like any others."""

from collections.abc import Mapping
from dataclasses import dataclass

from coursekit.load.document import Document
from coursekit.load.folder import COURSE_FILE
from coursekit.load.shape import Fitted
from coursekit.model.variant import Variant
from coursekit.problems import Problem, nearest
from coursekit.variants import additions, addresses, choosing, consequences
from coursekit.variants.addresses import COURSE, Replaced
from coursekit.variants.choosing import LeftOut
from coursekit.variants.notes import Loss, Notes
from coursekit.variants.tree import Node, flatten, plant

OWN = ("title", "subtitle", "audience", "summary", "languages", "mode", "group_size")
"""What the variant says in place of the course file."""


@dataclass(frozen=True)
class Overlay:
    """What a variant makes of its course."""

    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    """Those of the variant's own file."""
    losses: tuple[Loss, ...]
    replaced: tuple[Replaced, ...]


def overlay(
    documents: Mapping[str, Document],
    originals: Mapping[str, Node],
    variant: Fitted[Variant],
    left_out: LeftOut,
) -> Overlay:
    """Lay a variant over its course, whose documents and trees are left as they are."""
    spec, notes = variant.value, Notes(variant.document, left_out=left_out)
    if spec is None:
        return Overlay({}, variant.problems, (), ())
    tree = plant(variant.document)
    trees, replaced = addresses.apply(originals, tree, notes)
    course = _own(trees.pop(COURSE), tree)
    rows = choosing.rows(spec, trees, course.texts("lessons"), notes)
    rows = choosing.fitting(rows, left_out, notes)
    lessons = {
        row.lesson: choosing.chosen(trees[row.lesson], row, left_out.get(row.lesson, {}), notes)
        for row in rows
    }
    lessons = additions.add(lessons, spec, tree, left_out, notes)
    _assumed(spec, trees, notes)
    gone = frozenset(trees) - frozenset(lessons)
    for row in rows:
        found = consequences.prerequisites(lessons, row, spec.assumes, notes)
        found = consequences.followed(found, originals[row.lesson], row, notes)
        lessons[row.lesson] = consequences.unlinked(found, gone, row.lesson, notes)
    course = consequences.unlinked(choosing.in_order(course, lessons), gone, COURSE, notes)
    made = {file: doc if not _links(doc) else _unlinked(doc, gone, notes) for file, doc in _seeds(documents)}
    texts = {doc.file: doc.text for doc in documents.values()} | {
        variant.document.file: variant.document.text
    }
    for name, node in {COURSE: course, **lessons}.items():
        made[_file(name)] = flatten(node, documents[_file(name)], texts)
    return Overlay(made, tuple(notes.problems), tuple(notes.losses), tuple(replaced))


def _own(course: Node, tree: Node) -> Node:
    """Return the course file with what the variant says in its place."""
    for name in OWN:
        if (own := tree.at(name)) is not None:
            course = course.put((name,), own)
    look = tree.at("slides")
    if look is None or not isinstance(look.value, dict):
        return course
    if course.at("slides") is None:
        return course.put(("slides",), look)
    for name, node in look.value.items():
        course = course.put(("slides", name), node)
    return course


def _assumed(spec: Variant, trees: Mapping[str, Node], notes: Notes) -> None:
    for index, name in enumerate(spec.assumes):
        if name not in trees:
            message = f'there is no lesson "{name}" in the course'
            notes.problem(("assumes", index), "unknown-choice", message, nearest(name, trees))


def _seeds(documents: Mapping[str, Document]) -> list[tuple[str, Document]]:
    return [(file, doc) for file, doc in documents.items() if file.startswith("seeds/")]


def _links(document: Document) -> bool:
    return "lesson:" in document.text


def _unlinked(document: Document, gone: frozenset[str], notes: Notes) -> Document:
    node = consequences.unlinked(plant(document), gone, "the record", notes)
    return flatten(node, document, document.texts)


def _file(name: str) -> str:
    return COURSE_FILE if name == COURSE else f"lessons/{name}.yml"
