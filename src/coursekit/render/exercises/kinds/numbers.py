"""Exercises whose answer is a number."""

from coursekit.model.exercise import Calculate
from coursekit.render import markdown, tasks
from coursekit.render.exercises.setting import Rendered, Setting


def calculate(exercise: Calculate, setting: Setting) -> Rendered:
    """Write a number to be worked out; digests stand for every number within the tolerance."""
    answer = exercise.answer
    right = setting.number(answer.value, answer.formula)
    wrong = [(setting.number(w.answer, w.formula), w) for w in exercise.wrong_answers]
    unit = setting.wording.axis(answer.unit)
    rows = [
        (setting.wording.number(value), setting.line(row.misconception), setting.line(row.message))
        for value, row in wrong
    ]
    columns = tuple(setting.wording(f"exercise-{key}") for key in ("wrong", "misconception", "message"))
    worked = answer.formula and setting.wording(
        "exercise-worked",
        formula=markdown.escape(_readable(answer.formula, setting)),
        value=setting.wording.number(right),
    )
    return Rendered(
        task=tasks.number(exercise, setting),
        starter=f"{setting.variable} = None  # {setting.wording('exercise-number-in', unit=unit)}",
        answer=f"{setting.variable} = {_short(right, answer.tolerance):.10g}  # {unit}",
        notes="\n\n".join(part for part in (worked, setting.table(columns, rows)) if part),
    )


def _short(value: float, tolerance: float) -> float:
    """Return a value with as few digits as still count as right."""
    rounded = (round(value, digits) for digits in range(10))
    return next((short for short in rounded if abs(short - value) <= tolerance / 2), value)


def _readable(formula: str, setting: Setting) -> str:
    for claim in sorted(setting.facts.claims.values(), key=lambda claim: -len(claim.id)):
        if claim.value is not None:
            for name in (claim.id, f"{claim.id}.number"):
                formula = formula.replace(f"{{{name}}}", f"{claim.value:.10g}")
    return formula
