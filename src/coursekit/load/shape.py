"""Fits a document to its model; pydantic's errors become problems with a place and a hint."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from coursekit.load.document import Document, Place
from coursekit.load.mismatch import problem, tags
from coursekit.model.base import Spec
from coursekit.model.references import Path
from coursekit.problems import Problem

Shape = TypeVar("Shape", bound=Spec)
ROUNDS = 60
"""How often a file is read again without what did not fit, before we give up on it."""


@dataclass(frozen=True)
class Fitted(Generic[Shape]):
    """What could be read of a document: what did not fit is left out, the rest can still be checked."""

    document: Document
    value: Shape | None = None
    left_out: frozenset[Path] = field(default_factory=frozenset)
    """Paths in the document of what did not fit."""
    whole: bool = True
    """Whether nothing is left out but keys that are not known."""
    problems: tuple[Problem, ...] = ()

    def origin(self, path: Path) -> Path:
        """Return the path in the document of a path in the value."""
        value = self.document.value
        origin: Path = ()
        for step in path:
            index: str | int = step
            if isinstance(step, int) and isinstance(value, tuple):
                index = self.surviving(origin, value)[step]
            elif isinstance(value, dict) and step not in value:
                index = ALIASES.get(str(step), step)
            if not _holds(value, index):
                break
            value = value[index]
            origin = (*origin, index)
        return origin

    def place(self, path: Path, word: str = "") -> Place:
        """Return where a value of the model begins in the file, or where a word stands in it."""
        origin = self.origin(path)
        return self.document.word_place(origin, word) if word else self.document.place(origin)

    def surviving(self, path: Path, items: tuple[Any, ...]) -> Sequence[int]:
        """Return the places in the document of the items of a list that are left."""
        gone = {other[-1] for other in self.left_out if other[:-1] == path}
        # Asked for every claim of a record, so that a list is only walked where it has a gap.
        places = range(len(items))
        return [index for index in places if index not in gone] if gone else places


ALIASES = {"start": "from", "end": "to"}
"""Fields whose key in the file is a word that Python keeps for itself."""


def fit(model: type[Shape], document: Document) -> Fitted[Shape]:
    """Fit a document to a model, gathering everything that does not fit."""
    left_out: frozenset[Path] = frozenset()
    problems: dict[tuple[Path, str], Problem] = {}
    whole = True
    for _ in range(ROUNDS):
        try:
            value = model.model_validate(_pruned(document.value, (), left_out))
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=True)
        else:
            return Fitted(document, value, left_out, whole, _said_once(problems))
        fitted: Fitted[Shape] = Fitted(document, None, left_out)
        for detail in details:
            path = _path(detail, tags(model, detail["loc"]), fitted)
            whole = whole and detail["type"] == "extra_forbidden"
            if not _follows(path, left_out):
                problems.setdefault((path, detail["type"]), problem(detail, path, model, document))
            left_out |= {path[:-1] if detail["type"] == "missing" else path}
        if () in left_out:
            break
    return Fitted(document, None, left_out, whole=False, problems=_said_once(problems))


def _said_once(problems: dict[tuple[Path, str], Problem]) -> tuple[Problem, ...]:
    """Leave out that a key is missing where the key was only mistyped, and the hint says so."""
    mistyped = {
        (path[:-1], problem.hint) for (path, kind), problem in problems.items() if kind == "extra_forbidden"
    }
    return tuple(
        problem
        for (path, kind), problem in problems.items()
        if kind != "missing" or (path[:-1], f'did you mean "{path[-1]}"?') not in mistyped
    )


def _follows(path: Path, left_out: frozenset[Path]) -> bool:
    """Tell whether something is amiss at a path only since we left something out there."""
    return any(other[: len(path)] == path for other in left_out)


def _path(detail: ErrorDetails, members: frozenset[int], fitted: Fitted[Any]) -> Path:
    """Return the path in the document of pydantic's location."""
    value = fitted.document.value
    steps: Path = ()
    missing = detail["type"] == "missing"
    for place, step in enumerate(detail["loc"][:-1] if missing else detail["loc"]):
        if place in members:
            continue
        index: str | int = step
        if isinstance(step, int) and isinstance(value, tuple):
            index = fitted.surviving(steps, value)[step]
        if _holds(value, index):
            value = value[index]
            steps = (*steps, index)
    return (*steps, detail["loc"][-1]) if missing else steps


def _holds(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return step in value
    return isinstance(value, tuple) and isinstance(step, int) and 0 <= step < len(value)


def _pruned(value: Any, path: Path, left_out: frozenset[Path]) -> Any:
    if isinstance(value, dict):
        return {
            key: _pruned(item, (*path, key), left_out)
            for key, item in value.items()
            if (*path, key) not in left_out
        }
    if isinstance(value, tuple):
        return tuple(
            _pruned(item, (*path, index), left_out)
            for index, item in enumerate(value)
            if (*path, index) not in left_out
        )
    return value
