"""What goes with what was left out, by rule: objectives, questions, slides, links; and the sums."""

import re
from collections.abc import Collection, Mapping, Sequence

from coursekit.variants.choosing import Row, minutes
from coursekit.variants.notes import LISTS, Loss, Notes
from coursekit.variants.tree import Node, scalar

SHOWN = {"exercise": "exercises", "activity": "activities", "quiz": "quiz"}
"""Fields of slides that name something of the lesson, and the list it stands in."""
TASKS = ("exercises", "activities", "quiz")
LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?lesson:([^)>\s]*)>?[^)]*\)")


def followed(tree: Node, original: Node, row: Row, notes: Notes) -> Node:
    """Return a lesson without what hangs on what was left out of it, and with its minutes added up anew.

    Of what stands in the variant's own file only that goes which does not fit the time.
    """
    tree = _objectives(tree, row, notes)
    tree = _tasks(tree, original, row, notes)
    tree = _slides(tree, original, row, notes)
    return _sums(tree, original, notes)


def prerequisites(lessons: Mapping[str, Node], row: Row, assumed: Collection[str], notes: Notes) -> Node:
    """Return a lesson without the prerequisites that people come with; others must come before it."""
    tree, order = lessons[row.lesson], list(lessons)
    kept = []
    for item in tree.items("prerequisites"):
        wanted = item.value
        if wanted in assumed:
            notes.losses.append(Loss(row.lesson, "prerequisite", str(wanted), "people come with it"))
            continue
        kept.append(item)
        if wanted not in order:
            message = f'"{row.lesson}" builds on "{wanted}", which is left out'
            hint = "add it before this one, or to `assumes:` if people come with it."
            notes.problem(row.path, "prerequisite-left-out", message, hint)
        elif order.index(str(wanted)) >= order.index(row.lesson):
            message = f'"{row.lesson}" builds on "{wanted}", which comes later here'
            notes.problem(row.path, "prerequisite-comes-later", message, "change the order.")
    return tree.with_items("prerequisites", tuple(kept))


def unlinked(tree: Node, gone: Collection[str], lesson: str, notes: Notes) -> Node:
    """Return a tree whose links to lessons that are left out are the words alone."""

    def words(text: str, _node: Node) -> str:
        return LINK.sub(lambda match: _words(match, gone, lesson, notes), text)

    return tree.changed(words)


def _words(match: re.Match[str], gone: Collection[str], lesson: str, notes: Notes) -> str:
    if match[2] not in gone:
        return match[0]
    notes.losses.append(Loss(lesson, "link", " ".join(match[1].split()), f'"{match[2]}" is left out'))
    return match[1]


def _objectives(tree: Node, row: Row, notes: Notes) -> Node:
    taught = {name for part in tree.items("parts") for name in part.texts("objectives")}
    kept = []
    for objective in tree.items("objectives"):
        name = objective.text("id")
        if name in taught or not tree.items("parts"):
            kept.append(objective)
        else:
            notes.losses.append(Loss(row.lesson, "objective", name, "no part that is kept teaches it"))
    return tree.with_items("objectives", tuple(kept))


def _tasks(tree: Node, original: Node, row: Row, notes: Notes) -> Node:
    """Take objectives that are gone from what tasks assess; who assesses only those goes too."""
    there = {item.text("id") for item in tree.items("objectives")}
    gone = {item.text("id") for item in original.items("objectives")} - there
    fits = notes.fits(row.lesson)
    for name in TASKS:
        kept = []
        for task in tree.items(name):
            assessed = task.items("assesses")
            left = tuple(
                item for item in assessed if item.value not in gone or (_is_ours(item, notes) and not fits)
            )
            if assessed and not left:
                reason = f"it is about {_listed(task.texts('assesses'))} alone, which nobody teaches here"
                _note_task(row, name, task, reason, notes)
            else:
                kept.append(task.with_items("assesses", left))
        tree = tree.with_items(name, tuple(kept))
    return tree


def _note_task(row: Row, name: str, task: Node, reason: str, notes: Notes) -> None:
    given: Sequence[str] = getattr(row.choice, name) or ()
    found = task.text("id")
    if found in given:
        message = f'the {LISTS[name]} "{found}" can\'t be kept: {reason}'
        hint = "keep a part that teaches it, or take this out of the list."
        notes.problem((*row.path, name, given.index(found)), "nothing-left", message, hint)
    notes.losses.append(Loss(row.lesson, LISTS[name], found, reason, minutes(task)))


def _slides(tree: Node, original: Node, row: Row, notes: Notes) -> Node:
    gone = {
        field: {item.text("id") for item in original.items(name)}.union(notes.fits(row.lesson, name))
        - {item.text("id") for item in tree.items(name)}
        for field, name in SHOWN.items()
    }
    fits = set().union(*(notes.fits(row.lesson, name) for name in TASKS))
    parts = []
    for part in tree.items("parts"):
        kept = []
        for slide in part.items("slides"):
            missing = [field for field in SHOWN if slide.text(field) in gone[field]]
            if missing and not (_is_ours(slide, notes) and slide.text(missing[0]) not in fits):
                reason = f'its {missing[0]} "{slide.text(missing[0])}" is left out'
                notes.losses.append(Loss(row.lesson, "slide", slide.text("headline"), reason, minutes(slide)))
            else:
                kept.append(slide)
        if part.items("slides") and not kept:
            message = f'no slide of the part "{part.text("id")}" is left, since all show what is left out'
            hint = "leave the part out too, or keep one of the things it shows."
            notes.problem(row.path, "nothing-left", message, hint)
        left = part.with_items("slides", tuple(kept))
        if fits and len(kept) < len(part.items("slides")) and (sum_there := left.at("teaching")):
            left = left.put(("teaching",), scalar(_total(left, "slides"), sum_there))
        parts.append(left)
    if original.items("parts") and not parts:
        message = f'no part of "{row.lesson}" is left'
        notes.problem(row.path, "nothing-left", message, "keep a part, or leave the lesson out.")
    return tree.with_items("parts", tuple(parts))


def _sums(tree: Node, original: Node, notes: Notes) -> Node:
    """Add minutes up anew where what they are made of changed, unless the variant sets the sum itself."""
    before = {part.text("id"): _total(part, "slides") for part in original.items("parts")}
    parts = []
    for part in tree.items("parts"):
        total = _total(part, "slides")
        parts.append(
            part if before.get(part.text("id"), total) == total else _with(part, "teaching", total, notes)
        )
    tree = tree.with_items("parts", tuple(parts))
    for field, lists in (("teaching", ("parts",)), ("exercises_minutes", ("exercises", "activities"))):
        total = sum(_total(tree, name) for name in lists)
        if total != sum(_total(original, name) for name in lists):
            tree = _with(tree, field, total, notes)
    return tree


def _total(node: Node, name: str) -> int:
    return sum(minutes(item) for item in node.items(name))


def _with(node: Node, field: str, total: int, notes: Notes) -> Node:
    there = node.at(field)
    if there is None or _is_ours(there, notes):
        return node
    return node.put((field,), scalar(total, there))


def _is_ours(node: Node, notes: Notes) -> bool:
    """Tell whether a value stands in the variant's own file: nothing of it goes without a word."""
    return node.place.file == notes.document.file


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f'"{name}"' for name in names)
