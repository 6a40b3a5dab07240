"""Exercises that are programs: what their check needs, and the files of ours that run beside them.

`checker.py` and `drawing.py` are Python for notebooks and pages, copied there as they are.
"""

import re
from collections.abc import Sequence
from importlib import resources
from typing import Any

from coursekit.model.exercise import ChartExercise, CodeExercise
from coursekit.model.values import plotted
from coursekit.model.wrong import Plotted, WrongChart
from coursekit.render.checker import plain
from coursekit.render.tasks import EXACT, STEPS, Sealed, Task, folded, steps_of
from coursekit.wording import Wording

PROGRAMS = ("code", "chart")
"""Kinds of exercises that are Python, so that a page needs Python for them."""
DIGITS = 1e9
"""Where values must be exact, they are compared to this many parts of the largest."""


def source(name: str) -> str:
    """Return the source of `checker.py` or `drawing.py`."""
    return (resources.files("coursekit.render") / name).read_text(encoding="utf-8")


def function(exercise: CodeExercise, sealed: Sealed) -> Task:
    """Return digests of what each call must give."""
    cases = []
    for case in exercise.cases:
        arguments = [data(argument) for argument in case.arguments]
        call = f"{exercise.function}({', '.join(map(repr, arguments))})"
        right = sealed.seal(f"{call} {plain(data(case.result))}")
        cases.append({"arguments": arguments, "right": right, "message": sealed.words(case.message)})
    return {"kind": "function", "salt": sealed.salt, "function": exercise.function, "cases": cases}


def data(value: Any) -> Any:
    """Return YAML's values as a student's Python has them: lists for sequences."""
    if isinstance(value, tuple):
        return [data(item) for item in value]
    if isinstance(value, dict):
        return {key: data(item) for key, item in value.items()}
    return value


def chart(exercise: ChartExercise, sealed: Sealed) -> Task:
    """Return digests of what is to be plotted, and of what is plotted wrongly with its message."""
    right = values_of(exercise, None, sealed)
    largest = max(abs(value) for _, value in right)
    step = exercise.tolerance / STEPS if exercise.tolerance else max(EXACT, largest / DIGITS)
    known = dict(right)

    def plot(rows: Sequence[tuple[str, float]]) -> dict[str, object]:
        names = [sealed.seal(folded(label)) for label, _ in rows]
        values = []
        for name, (label, value) in zip(names, rows, strict=True):
            off = abs(value - known.get(label, value))
            near = min(exercise.tolerance, off / 2) if off else exercise.tolerance
            values.append([sealed.seal(f"{name} {place}") for place in steps_of(value, near, step)])
        return {"labels": names, "values": values}

    wrong = [
        {
            **plot(values_of(exercise, row, sealed)),
            "unit": row.unit and folded(row.unit),
            "message": sealed.words(row.message),
        }
        for row in exercise.wrong_answers
    ]
    return {
        "kind": "chart",
        "salt": sealed.salt,
        "step": step,
        "form": exercise.form,
        "units": _units(exercise.unit, sealed.wording),
        **plot(right),
        "wrong": wrong,
    }


def values_of(
    exercise: ChartExercise, wrong: WrongChart | None, sealed: Sealed
) -> tuple[tuple[str, float], ...]:
    """Return labels with their values: the right ones, or those of a wrong chart."""
    right = {point.label: plotted(point, sealed.facts.claims) for point in exercise.points}
    given = (wrong.points if wrong else ()) or exercise.points
    return tuple((point.label, _value(point, right, sealed)) for point in given)


def _value(point: Plotted, right: dict[str, float], sealed: Sealed) -> float:
    bare = point.claim is None and point.formula is None and point.value is None
    return right.get(point.label, 0.0) if bare else plotted(point, sealed.facts.claims)


def _units(unit: str, wording: Wording) -> list[str]:
    """Return how a unit may be written on an axis."""
    ways = (wording.axis(unit), unit.replace("-", " "), wording.quantity(5, unit), wording.short(5, unit))
    bare = (folded(re.sub(r"\d", "", way)) for way in ways)
    return sorted({way for way in bare if way})
