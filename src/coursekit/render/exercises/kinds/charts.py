"""Exercises whose answer is a chart: what it plots is known by digests, how it looks is not judged."""

from coursekit.model.exercise import ChartExercise
from coursekit.model.wrong import WrongChart
from coursekit.render import programs
from coursekit.render.exercises.setting import Rendered, Setting, record_source


def chart(exercise: ChartExercise, setting: Setting) -> Rendered:
    """Write a chart to be made, and seal what it must plot and what students plot in its place."""
    named = f"{setting.variable} = chart  # {setting.wording('exercise-keep-line')}\nchart"
    columns = tuple(setting.wording(f"exercise-{key}") for key in ("plotted", "misconception", "message"))
    rows = [
        (_told(exercise, wrong, setting), setting.line(wrong.misconception), setting.line(wrong.message))
        for wrong in exercise.wrong_answers
    ]
    drawing = programs.source("drawing.py").strip()
    return Rendered(
        task=programs.chart(exercise, setting),
        starter=f"{exercise.starter.rstrip()}\n\n{named}",
        answer=f"{exercise.answer.rstrip()}\n\n{named}",
        notes=setting.table(columns, rows),
        before=f"{drawing}\n\n{record_source(setting.facts, setting.wording)}\n\n",
    )


def source_of(exercise: ChartExercise, wrong: WrongChart, setting: Setting) -> str:
    """Return Python that makes a listed wrong chart."""
    rows = programs.values_of(exercise, wrong, setting)
    unit = wrong.unit or setting.wording.axis(exercise.unit)
    labels, values = [label for label, _ in rows], [value for _, value in rows]
    return f"{setting.variable} = {exercise.form}_chart({labels!r}, {values!r}, unit={unit!r})"


def _told(exercise: ChartExercise, wrong: WrongChart, setting: Setting) -> str:
    """Write what a wrong chart plots."""
    rows = programs.values_of(exercise, wrong, setting)
    told = "; ".join(f"{label}: {setting.wording.number(value)}" for label, value in rows)
    return setting.line(f"{told} ({wrong.unit})" if wrong.unit else told)
