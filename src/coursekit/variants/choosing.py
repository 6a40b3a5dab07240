"""`lessons:`: which lessons, and of each which parts, exercises, activities, questions and objectives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from coursekit.model.references import Path
from coursekit.model.variant import TAG, LessonChoice, Variant
from coursekit.problems import nearest
from coursekit.variants.notes import LISTS, Loss, Notes
from coursekit.variants.tree import Node

NOT_CHOSEN = "not chosen"
WHOLE = "lesson"
"""Stands for a lesson as a whole among what is left out of it."""

LeftOut = Mapping[str, Mapping[str, str]]
"""By lesson, what is left out to fit the time, with the reason: `{"parts/refineries": "extra"}`."""


@dataclass(frozen=True)
class Row:
    """A lesson of the variant and the row that chooses it."""

    lesson: str
    path: Path
    """The row's place in the variant's file."""
    choice: LessonChoice


def rows(spec: Variant, trees: Mapping[str, Node], order: Iterable[str], notes: Notes) -> list[Row]:
    """Return the lessons that the variant chooses in its order; `order` is the course's."""
    names = [name for name in order if name in trees]
    found: dict[str, Row] = {}
    for index, choice in enumerate(spec.lessons):
        path: Path = ("lessons", index)
        if choice.id.startswith(TAG):
            tag = choice.id.removeprefix(TAG)
            wanted = [name for name in names if tag in trees[name].texts("tags") and name not in found]
            known = {f"{TAG}{tag}" for name in names for tag in trees[name].texts("tags")}
        else:
            wanted, known = [name for name in names if name == choice.id], set(names)
        if not wanted:
            message = f'there is no lesson "{choice.id}" in the course'
            notes.problem(path, "unknown-choice", message, nearest(choice.id, known))
        for name in wanted:
            if name in found:
                message = f'"{name}" is listed twice'
                notes.problem(path, "repeated-id", message, "remove one of the two.")
            found.setdefault(name, Row(name, path, choice))
    notes.losses += [Loss(name, "lesson", name, NOT_CHOSEN) for name in names if name not in found]
    return list(found.values())


def fitting(chosen_rows: list[Row], left_out: LeftOut, notes: Notes) -> list[Row]:
    """Return the rows whose lesson is not left out as a whole to fit the time."""
    gone = {
        row.lesson: left_out[row.lesson][WHOLE]
        for row in chosen_rows
        if WHOLE in left_out.get(row.lesson, ())
    }
    notes.losses += [Loss(name, "lesson", name, reason) for name, reason in gone.items()]
    return [row for row in chosen_rows if row.lesson not in gone]


def chosen(tree: Node, row: Row, left_out: Mapping[str, str], notes: Notes) -> Node:
    """Return a lesson with what the row chooses of it.

    `left_out` gives a reason for each thing that is left out to fit the time: `parts/refineries`.
    """
    known = {word for name in LISTS for item in tree.items(name) for word in _words(item)}
    for index, word in enumerate(row.choice.without):
        if word not in known:
            message = f'"{row.lesson}" has no part, exercise, activity, question or objective "{word}"'
            notes.problem((*row.path, "without", index), "unknown-choice", message, nearest(word, known))
    for name in LISTS:
        tree = _list(tree, row, name, left_out, notes)
    return _claimed(tree, row, notes)


def _list(tree: Node, row: Row, name: str, left_out: Mapping[str, str], notes: Notes) -> Node:
    items = tree.items(name)
    wanted: tuple[str, ...] | None = getattr(row.choice, name)
    kept: tuple[Node, ...] = items
    if wanted is not None:
        kept = ()
        for index, word in enumerate(wanted):
            found = [item for item in items if word in _words(item)]
            if not found:
                known = {word for item in items for word in _words(item)}
                message = f'"{row.lesson}" has no {LISTS[name]} "{word}"'
                notes.problem((*row.path, name, index), "unknown-choice", message, nearest(word, known))
            kept += tuple(item for item in found if not _among(item, kept))
    reasons = {item.text("id"): NOT_CHOSEN for item in items if not _among(item, kept)}
    for item in kept:
        if any(word in _words(item) for word in row.choice.without):
            reasons[item.text("id")] = NOT_CHOSEN
        elif reason := left_out.get(f"{name}/{item.text('id')}"):
            reasons[item.text("id")] = reason
    notes.losses += [
        Loss(row.lesson, LISTS[name], item.text("id"), reasons[item.text("id")], minutes(item))
        for item in items
        if item.text("id") in reasons
    ]
    return tree.with_items(name, tuple(item for item in kept if item.text("id") not in reasons))


def _claimed(tree: Node, row: Row, notes: Notes) -> Node:
    """Take objectives that the row leaves out from what parts say they teach."""
    if row.choice.objectives is None and not row.choice.without:
        return tree
    there = {item.text("id") for item in tree.items("objectives")}
    parts = []
    for part in tree.items("parts"):
        kept = tuple(item for item in part.items("objectives") if item.value in there)
        if part.items("objectives") and not kept:
            message = f'no objective of the part "{part.text("id")}" is left'
            notes.problem(row.path, "nothing-left", message, "keep one, or leave the part out too.")
        parts.append(part.with_items("objectives", kept))
    return tree.with_items("parts", tuple(parts))


def minutes(item: Node) -> int:
    """Return the minutes of a part, an exercise or an activity; nought for what takes none."""
    return item.number("teaching") or item.number("minutes")


def _among(item: Node, others: tuple[Node, ...]) -> bool:
    return any(item is other for other in others)


def _words(item: Node) -> tuple[str, ...]:
    return (item.text("id"), *(f"{TAG}{tag}" for tag in item.texts("tags")))


def in_order(tree: Node, names: Iterable[str]) -> Node:
    """Return the list of lessons in the course file with other names in it."""
    listed = tree.at("lessons")
    if listed is None:
        return tree
    return tree.put(
        ("lessons",), replace(listed, value=tuple(replace(listed, value=name, key=None) for name in names))
    )
