"""Exercises whose answer is a function."""

from coursekit.model.exercise import CodeExercise
from coursekit.model.wrong import WrongCode
from coursekit.render import programs
from coursekit.render.exercises.setting import Rendered, Setting


def code(exercise: CodeExercise, setting: Setting) -> Rendered:
    """Write a function to be filled in, checked on several inputs."""
    named = f"{setting.variable} = {exercise.function}  # {setting.wording('exercise-keep-line')}"
    wrong = "\n\n".join(_program(row, setting) for row in exercise.wrong_answers)
    return Rendered(
        task=programs.function(exercise, setting),
        starter=f"{exercise.starter.rstrip()}\n\n\n{named}",
        answer=f"{exercise.answer.rstrip()}\n\n\n{named}",
        notes=f"{setting.wording('exercise-wrong-code')}\n\n{wrong}",
    )


def _program(wrong: WrongCode, setting: Setting) -> str:
    said = f"{setting.wording('exercise-is-told')} *{setting.line(wrong.message)}*"
    return f"{setting.line(wrong.misconception)}\n\n{said}\n\n```python\n{wrong.code.rstrip()}\n```"
