"""Exercises whose answer is a number."""

from coursekit.model.exercise import Calculate
from coursekit.render import markdown
from coursekit.render.exercises.setting import Rendered, Setting

STEPS = 40
"""Into how many steps a tolerance is divided: an answer is known by the step it falls on."""
EXACT = 1e-6
"""The step where an answer must be exact."""


def calculate(exercise: Calculate, setting: Setting) -> Rendered:
    """Write a number to be worked out; digests stand for every number within the tolerance."""
    answer = exercise.answer
    right = setting.number(answer.value, answer.formula)
    step = answer.tolerance / STEPS if answer.tolerance else EXACT
    wrong = [(setting.number(w.answer, w.formula), w) for w in exercise.wrong_answers]
    taken = set(_places(right, answer.tolerance, step))
    tasks = []
    for value, row in wrong:
        near = min(answer.tolerance, abs(value - right) / 2)
        places = [place for place in _places(value, near, step) if place not in taken]
        taken.update(places)
        tasks.append({"digests": [setting.seal(p) for p in places], "message": setting.words(row.message)})
    task = {
        "kind": "number",
        "salt": setting.salt,
        "step": step,
        "right": [setting.seal(place) for place in _places(right, answer.tolerance, step)],
        "wrong": tasks,
    }
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
        task=task,
        starter=f"{setting.variable} = None  # {setting.wording('exercise-number-in', unit=unit)}",
        answer=f"{setting.variable} = {_short(right, answer.tolerance):.10g}  # {unit}",
        notes="\n\n".join(part for part in (worked, setting.table(columns, rows)) if part),
    )


def _short(value: float, tolerance: float) -> float:
    """Return a value with as few digits as still count as right."""
    rounded = (round(value, digits) for digits in range(10))
    return next((short for short in rounded if abs(short - value) <= tolerance / 2), value)


def _places(value: float, tolerance: float, step: float) -> list[int]:
    # Rounded as the checker rounds an answer, so that the edges of the tolerance count as right.
    return list(range(round((value - tolerance) / step), round((value + tolerance) / step) + 1))


def _readable(formula: str, setting: Setting) -> str:
    for claim in sorted(setting.facts.claims.values(), key=lambda claim: -len(claim.id)):
        if claim.value is not None:
            for name in (claim.id, f"{claim.id}.number"):
                formula = formula.replace(f"{{{name}}}", f"{claim.value:.10g}")
    return formula
