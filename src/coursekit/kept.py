"""Keeps what functions made of values that never change, so that a preview works out only what changed."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Made = TypeVar("Made")

PLAIN = (str, bytes, int, frozenset, type(None))
LONG = 20
"""After so many changes without a use, a result is forgotten: what a person undoes, they undo soon."""

_memories: list[dict[Any, tuple[Any, list[int]]]] = []
_now = [0]


def kept(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Call a function once for the same values; it must be pure, and nobody may change what it returns."""
    memory: dict[Any, tuple[Made, list[int]]] = {}
    _memories.append(memory)

    @wraps(function)
    def remembering(*given: Given.args, **named: Given.kwargs) -> Made:
        key = (_key(given), *((name, _key(value)) for name, value in named.items()))
        found = memory.get(key)
        if found is None:
            found = memory[key] = (function(*given, **named), [0])
        found[1][0] = _now[0]
        return found[0]

    return remembering


_alike: dict[Any, tuple[Any, list[int]]] = {}
_memories.append(_alike)


def first_of_its_kind(value: Made) -> Made:
    """Return the value that came first of all that read the same, for what is kept of it to be found again.

    They are told apart by their `repr`, in which 1 and 1.0 are two.
    """
    found = _alike.setdefault((type(value), repr(value)), (value, [0]))
    found[1][0] = _now[0]
    first: Made = found[0]
    return first


def forget_old() -> None:
    """Count a change, and forget what was of no use in the last ones."""
    _now[0] += 1
    for memory in _memories:
        for key in [key for key, (_, used) in memory.items() if used[0] + LONG < _now[0]]:
            del memory[key]


class _Same:
    """A value that is equal to itself alone: comparing lessons word by word takes too long."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


def _key(value: object) -> object:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, tuple):
        return tuple(map(_key, value))
    return _Same(value)
