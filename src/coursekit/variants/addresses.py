"""`set:`: new values by their address, `the-decolonial-debate/parts/memory/title`."""

from collections.abc import Mapping
from dataclasses import dataclass

from coursekit.model.references import Path
from coursekit.problems import nearest
from coursekit.variants.notes import Notes
from coursekit.variants.tree import Node

COURSE = "course"
ELSEWHERE = {
    "id": "other things refer to it; add something of your own under `add:` in place of it.",
    "lessons": "list the lessons you want under `lessons:` of this file.",
}
"""What no address may set, and what to do."""


@dataclass(frozen=True)
class Replaced:
    """What an address stood for before the variant set it."""

    address: str
    original: Node | None
    """None where the course leaves the field out."""
    ours: Node


def apply(trees: Mapping[str, Node], tree: Node, notes: Notes) -> tuple[dict[str, Node], list[Replaced]]:
    """Return the trees with the variant's values, and what these replaced.

    Trees go by `course` and by the lessons' ids.
    """
    changed = dict(trees)
    replaced: list[Replaced] = []
    wanted = tree.at("set")
    for address, ours in (wanted.value if wanted and isinstance(wanted.value, dict) else {}).items():
        first, *steps = address.split("/")
        if first not in trees:
            hint = nearest(first, trees)
            _refuse(notes, address, f'"{first}" is neither a lesson nor `course`', hint)
        elif not steps:
            message = f'"{address}" is a whole file'
            _refuse(notes, address, message, "name what in it: a field, or a list and an id.")
        elif (path := _path(trees[first], steps, address, notes)) is not None:
            replaced.append(Replaced(address, trees[first].at(*path), ours))
            changed[first] = changed[first].put(path, ours)
    return changed, replaced


def _path(tree: Node, steps: list[str], address: str, notes: Notes) -> Path | None:
    """Return the path of an address in its file; None where it leads nowhere, which is noted."""
    if steps[-1] == "id" or steps == ["lessons"]:
        _refuse(notes, address, f"`{steps[-1]}` can't be set", ELSEWHERE[steps[-1]])
        return None
    path: Path = ()
    node = tree
    for number, step in enumerate(steps):
        there = "/".join(address.split("/")[: number + 1])
        inside = node.value
        if isinstance(inside, tuple):
            found = _item(inside, step)
            known = [item.text("id") for item in inside if item.text("id")]
            lead = f'there is no "{step}" in {there}'
            if found is None:
                most = f"Or write a number from 1 to {len(inside)}." if inside else ""
                _refuse(notes, address, lead, f"{nearest(step, known)} {most}".strip())
                return None
            path, node = (*path, found), inside[found]
        elif isinstance(inside, dict) and step in inside:
            path, node = (*path, step), inside[step]
        elif isinstance(inside, dict) and number == len(steps) - 1:
            return (*path, step)  # a field that the course leaves out; the model says whether there is one
        else:
            known = list(inside) if isinstance(inside, dict) else []
            hint = nearest(step, known) if known else f"{there} is one value; nothing is inside it."
            _refuse(notes, address, f'there is no "{step}" in {there}', hint)
            return None
    return path


def _item(items: tuple[Node, ...], step: str) -> int | None:
    """Return the place of a list's item by its id or by its number, which counts from 1."""
    for index, item in enumerate(items):
        if item.text("id") == step:
            return index
    if step.isdecimal() and 1 <= int(step) <= len(items):
        return int(step) - 1
    return None


def _refuse(notes: Notes, address: str, message: str, hint: str) -> None:
    notes.at_key(("set", address), "unknown-address", message, hint)
