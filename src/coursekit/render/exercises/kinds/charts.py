"""Exercises whose answer is a chart: what it plots is known by digests, how it looks is not judged."""

import re
from collections.abc import Sequence

from coursekit.model.exercise import ChartExercise
from coursekit.model.values import plotted
from coursekit.model.wrong import Plotted, WrongChart
from coursekit.render.exercises.setting import Rendered, Setting, program_source, record_source
from coursekit.render.tasks import EXACT, STEPS, Task, folded, steps_of

DIGITS = 1e9
"""Where values must be exact, they are compared to this many parts of the largest."""


def chart(exercise: ChartExercise, setting: Setting) -> Rendered:
    """Write a chart to be made, and seal what it must plot and what students plot in its place."""
    named = f"{setting.variable} = chart  # {setting.wording('exercise-keep-line')}\nchart"
    columns = tuple(setting.wording(f"exercise-{key}") for key in ("plotted", "misconception", "message"))
    rows = [
        (_told(exercise, wrong, setting), setting.line(wrong.misconception), setting.line(wrong.message))
        for wrong in exercise.wrong_answers
    ]
    return Rendered(
        task=_task(exercise, setting),
        starter=f"{exercise.starter.rstrip()}\n\n{named}",
        answer=f"{exercise.answer.rstrip()}\n\n{named}",
        notes=setting.table(columns, rows),
        before=f"{program_source('drawing.py')}\n\n{record_source(setting.facts, setting.wording)}\n\n",
    )


def source_of(exercise: ChartExercise, wrong: WrongChart, setting: Setting) -> str:
    """Return Python that makes a listed wrong chart."""
    rows = values_of(exercise, wrong, setting)
    unit = wrong.unit or setting.wording.axis(exercise.unit)
    labels, values = [label for label, _ in rows], [value for _, value in rows]
    return f"{setting.variable} = {exercise.form}_chart({labels!r}, {values!r}, unit={unit!r})"


def values_of(
    exercise: ChartExercise, wrong: WrongChart | None, setting: Setting
) -> tuple[tuple[str, float], ...]:
    """Return labels with their values: the right ones, or those of a wrong chart."""
    right = {point.label: plotted(point, setting.facts.claims) for point in exercise.points}
    given = (wrong.points if wrong else ()) or exercise.points
    return tuple((point.label, _value(point, right, setting)) for point in given)


def _value(point: Plotted, right: dict[str, float], setting: Setting) -> float:
    bare = point.claim is None and point.formula is None and point.value is None
    return right.get(point.label, 0.0) if bare else plotted(point, setting.facts.claims)


def _task(exercise: ChartExercise, setting: Setting) -> Task:
    right = values_of(exercise, None, setting)
    largest = max(abs(value) for _, value in right)
    step = exercise.tolerance / STEPS if exercise.tolerance else max(EXACT, largest / DIGITS)
    known = dict(right)

    def sealed(rows: Sequence[tuple[str, float]]) -> dict[str, object]:
        names = [setting.seal(folded(label)) for label, _ in rows]
        values = []
        for name, (label, value) in zip(names, rows, strict=True):
            off = abs(value - known.get(label, value))
            near = min(exercise.tolerance, off / 2) if off else exercise.tolerance
            values.append([setting.seal(f"{name} {place}") for place in steps_of(value, near, step)])
        return {"labels": names, "values": values}

    wrong = [
        {
            **sealed(values_of(exercise, row, setting)),
            "unit": row.unit and folded(row.unit),
            "message": setting.words(row.message),
        }
        for row in exercise.wrong_answers
    ]
    return {
        "kind": "chart",
        "salt": setting.salt,
        "step": step,
        "form": exercise.form,
        "units": _units(exercise.unit, setting),
        **sealed(right),
        "wrong": wrong,
    }


def _units(unit: str, setting: Setting) -> list[str]:
    """Return how a unit may be written on an axis."""
    wording = setting.wording
    ways = (wording.axis(unit), unit.replace("-", " "), wording.quantity(5, unit), wording.short(5, unit))
    bare = (folded(re.sub(r"\d", "", way)) for way in ways)
    return sorted({way for way in bare if way})


def _told(exercise: ChartExercise, wrong: WrongChart, setting: Setting) -> str:
    """Write what a wrong chart plots."""
    rows = values_of(exercise, wrong, setting)
    told = "; ".join(f"{label}: {setting.wording.number(value)}" for label, value in rows)
    return setting.line(f"{told} ({wrong.unit})" if wrong.unit else told)
