"""Why something is left out, in words."""

from collections.abc import Sequence

from coursekit.fit.selection import Left, Still
from coursekit.problems import counted, listed

NAMED = 2
"""More places than this are only counted."""


def sentence(left: Left) -> str:
    """Say that an item is left out, and why: `left out: part 'refineries', 12 minutes, extra; …`."""
    item = f"{left.item.kind} '{left.item.id}'"
    minutes = f", {counted(left.minutes, 'minute')}" if left.minutes else ""
    return f"left out: {item}{minutes}, {reason(left)}"


def reason(left: Left) -> str:
    """Say why an item is left out, and what becomes of its objectives: a sentence without its end."""
    if left.lesson_too:
        return f"{left.item.priority}; its whole lesson is left out"
    kept = [still for still in left.still if still.taught]
    lost = [still for still in left.still if not still.taught]
    told = [f"its objective '{still.objective}' is still {_places(left, still)}" for still in kept]
    return "; ".join((left.item.priority, *told, *filter(None, [_given_up(lost)])))


def _given_up(lost: Sequence[Still]) -> str:
    if not lost:
        return ""
    names = listed([f"'{still.objective}'" for still in lost])
    return f"the objectives {names} are given up" if len(lost) > 1 else f"the objective {names} is given up"


def _places(left: Left, still: Still) -> str:
    if left.item.kind != "part":
        return f"practised in {_named(still.practised)}"
    taught = f"taught in {_named(still.taught)}"
    return f"{taught} and practised in {_named(still.practised)}" if still.practised else taught


def _named(ids: Sequence[str]) -> str:
    names = [f"'{name}'" for name in ids[:NAMED]]
    return listed([*names, f"{len(ids) - NAMED} more"] if len(ids) > NAMED else names)
