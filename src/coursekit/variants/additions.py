"""`add:`: parts, exercises, activities, questions and key points of the organiser's own."""

from dataclasses import replace

from coursekit.model.references import Path
from coursekit.model.variant import Addition, Variant
from coursekit.problems import nearest
from coursekit.variants.choosing import WHOLE, LeftOut, minutes
from coursekit.variants.notes import Loss, Notes
from coursekit.variants.tree import Node

INTO = {
    "part": "parts",
    "exercise": "exercises",
    "activity": "activities",
    "question": "quiz",
    "key_point": "key_points",
}
"""Which list of the lesson each of them goes into."""


def add(
    lessons: dict[str, Node], spec: Variant, tree: Node, left_out: LeftOut, notes: Notes
) -> dict[str, Node]:
    """Return the lessons of the variant with what it adds to them; what does not fit the time stays away."""
    lessons = dict(lessons)
    for index, addition in enumerate(spec.add):
        path: Path = ("add", index)
        given = [name for name in INTO if getattr(addition, name) is not None]
        if len(given) != 1:
            message = "one thing is added at a time" if given else "nothing is added here"
            hint = f"write one of these keys: {', '.join(f'`{name}:`' for name in INTO)}."
            notes.problem(path, "does-not-fit", message, hint)
        elif WHOLE in left_out.get(addition.to, ()):
            continue
        elif addition.to not in lessons:
            message = f'there is no lesson "{addition.to}" in this variant'
            notes.problem((*path, "to"), "unknown-choice", message, nearest(addition.to, lessons))
        elif (new := tree.at(*path, given[0])) is not None:
            out = left_out.get(addition.to, {}).get(f"{INTO[given[0]]}/{new.text('id')}")
            if out and new.text("id"):
                notes.losses.append(Loss(addition.to, given[0], new.text("id"), out, minutes(new)))
                continue
            lessons[addition.to] = _placed(lessons[addition.to], addition, given[0], new, (path, notes))
    return lessons


def _placed(lesson: Node, addition: Addition, name: str, new: Node, noting: tuple[Path, Notes]) -> Node:
    path, notes = noting
    items = lesson.items(INTO[name])
    at = len(items)
    for field, step in (("after", 1), ("before", 0)):
        anchor: str | None = getattr(addition, field)
        if anchor is None:
            continue
        found = [n for n, item in enumerate(items, 1) if anchor in (item.text("id"), str(n))]
        if not found:
            known = [item.text("id") or str(n) for n, item in enumerate(items, 1)]
            message = f'"{anchor}" is not in `{INTO[name]}` of "{addition.to}" in this variant'
            notes.problem((*path, field), "unknown-choice", message, nearest(anchor, known))
        else:
            at = found[0] - 1 + step
    kept = (*items[:at], replace(new, key=None), *items[at:])
    if lesson.at(INTO[name]):
        return lesson.with_items(INTO[name], kept)
    return lesson.put((INTO[name],), Node(kept, new.place))
