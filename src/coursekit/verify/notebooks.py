"""A lesson's notebooks, run in a kernel as a person would run them."""

import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from typing import Any

from coursekit.checks.finding import Finding
from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise
from coursekit.model.references import Path
from coursekit.render.exercises.sheet import Cell, cell_id, cells
from coursekit.render.tasks import check_words
from coursekit.verify.judge import passed
from coursekit.verify.process import Children
from coursekit.wording import Wording

NEEDED = ("nbclient", "ipykernel")
"""Distributions of the extra `verify`."""
CELL_SECONDS, SECONDS = 60, 240
"""Most time for a cell, and for a notebook with the start of its kernel."""
LIMITS = {"RLIMIT_AS": 2_000_000_000, "RLIMIT_FSIZE": 16_000_000, "RLIMIT_CORE": 0}


@dataclass(frozen=True)
class Notebook:
    """One notebook of a lesson."""

    view: LessonView
    wording: Wording
    solved: bool

    def __str__(self) -> str:
        return f"the {'solution' if self.solved else 'student'} notebook"


def missing() -> list[str]:
    """Return what is not installed and notebooks need to run."""
    return [name for name in NEEDED if find_spec(name) is None]


def run(children: Children, known: Container[tuple[str, str]], notebook: Notebook) -> list[Finding]:
    """Run a notebook and say what first went wrong in it.

    Of exercises that are `known`, by lesson and id, something has been said already.
    """
    from coursekit.render.exercises.notebook import notebook_bytes  # noqa: PLC0415 - a third of a second

    made = cells(notebook.view, notebook.wording, solved=notebook.solved)
    text = notebook_bytes(made, notebook.view.id).decode()
    job = json.dumps({"notebook": text, "seconds": CELL_SECONDS, "limits": LIMITS}).encode()
    ended = children.run("kernel.py", "-P", job, SECONDS)
    result = _read(ended.result)
    if "cells" not in result:
        why = (
            "did not come to its end" if ended.late or result.get("stopped") == "time" else "lost its kernel"
        )
        return [_finding(notebook, result.get("cell", ""), why)]
    faults = (
        _finding(notebook, cell.id, f"{why} in the cell {cell.id}")
        for cell, why in _faults(notebook, made, result["cells"])
        if (notebook.view.id, _owner(notebook.view, cell.id)[1]) not in known
    )
    # What follows the first may only be its echo: names are shared by all cells.
    return list(islice(faults, 1))


def _faults(
    notebook: Notebook, made: tuple[Cell, ...], said: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[Cell, str]]:
    says = check_words(notebook.wording)
    for cell in made:
        if cell.kind != "code":
            continue
        put = said.get(cell.id, {})
        lines = tuple(put.get("stdout", "").strip().splitlines())
        if put.get("error"):
            yield cell, f"ends with {put['error']}"
        elif put.get("stderr"):
            yield cell, f"complains, {put['stderr'].strip().splitlines()[-1]!r},"
        elif cell.role == "check" and notebook.solved and not passed(lines, says):
            yield cell, f"does not pass, but says {' '.join(lines)!r}"
        elif cell.role == "check" and not notebook.solved and lines != (says["empty"],):
            yield cell, f"does not ask to begin, but says {' '.join(lines)!r}"


def _finding(notebook: Notebook, cell: str, why: str) -> Finding:
    index, name = _owner(notebook.view, cell)
    path: Path = ()
    if name:
        exercise = notebook.view.lesson.exercises[index]
        path = ("exercises", index, _field(exercise, solved=notebook.solved))
    hint = "open the notebook, run it from the top, and mend the exercise of that cell."
    return Finding("notebook-fails", f"{notebook} {why}", hint, path, notebook.view.id)


def _field(exercise: Exercise, *, solved: bool) -> str:
    field = "answer" if solved else "starter"
    return field if hasattr(exercise, field) else "id"


def _owner(view: LessonView, cell: str) -> tuple[int, str]:
    """Return the exercise that a cell belongs to, by its place and its id."""
    for index, exercise in enumerate(view.lesson.exercises):
        if cell in (cell_id(exercise, "answer"), cell_id(exercise, "check")):
            return index, exercise.id
    return 0, ""


def _read(text: str) -> dict[str, Any]:
    try:
        result = json.loads(text)
    except ValueError:
        return {}
    return result if isinstance(result, dict) else {}
