"""Exercises whose answer is a function."""

from coursekit.model.exercise import CodeExercise
from coursekit.render import tasks
from coursekit.render.exercises.setting import Rendered, Setting


def code(exercise: CodeExercise, setting: Setting) -> Rendered:
    """Write a function to be filled in, checked on several inputs."""
    named = f"{setting.variable} = {exercise.function}  # {setting.wording('exercise-keep-line')}"
    wrong = "\n\n".join(
        f"{setting.line(row.misconception)}\n\n```python\n{row.code.rstrip()}\n```"
        for row in exercise.wrong_answers
    )
    return Rendered(
        task=tasks.function(exercise, setting),
        starter=f"{exercise.starter.rstrip()}\n\n\n{named}",
        answer=f"{exercise.answer.rstrip()}\n\n\n{named}",
        notes=f"{setting.wording('exercise-wrong-code')}\n\n{wrong}",
    )
