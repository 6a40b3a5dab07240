"""Exercises whose answer is a function."""

from typing import Any

from coursekit.model.exercise import CodeExercise
from coursekit.model.wrong import WrongCode
from coursekit.render.exercises.checker import plain
from coursekit.render.exercises.setting import Rendered, Setting


def code(exercise: CodeExercise, setting: Setting) -> Rendered:
    """Write a function to be filled in, checked on several inputs."""
    cases = []
    for case in exercise.cases:
        arguments = [data(argument) for argument in case.arguments]
        call = f"{exercise.function}({', '.join(map(repr, arguments))})"
        right = setting.seal(f"{call} {plain(data(case.result))}")
        cases.append({"arguments": arguments, "right": right, "message": setting.words(case.message)})
    task = {"kind": "function", "salt": setting.salt, "function": exercise.function, "cases": cases}
    named = f"{setting.variable} = {exercise.function}  # {setting.wording('exercise-keep-line')}"
    wrong = "\n\n".join(_program(row, setting) for row in exercise.wrong_answers)
    return Rendered(
        task=task,
        starter=f"{exercise.starter.rstrip()}\n\n\n{named}",
        answer=f"{exercise.answer.rstrip()}\n\n\n{named}",
        notes=f"{setting.wording('exercise-wrong-code')}\n\n{wrong}",
    )


def _program(wrong: WrongCode, setting: Setting) -> str:
    said = f"{setting.wording('exercise-is-told')} *{setting.line(wrong.message)}*"
    return f"{setting.line(wrong.misconception)} {said}\n\n```python\n{wrong.code.rstrip()}\n```"


def data(value: Any) -> Any:
    """Return YAML's values as a student's Python has them: lists for sequences."""
    if isinstance(value, tuple):
        return [data(item) for item in value]
    if isinstance(value, dict):
        return {key: data(item) for key, item in value.items()}
    return value
