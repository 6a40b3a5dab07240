"""Exercises whose answer is words: gaps to fill, and free text."""

from coursekit.model.exercise import Complete, Reflect
from coursekit.model.references import GAP
from coursekit.render import tasks
from coursekit.render.exercises.setting import Rendered, Setting


def complete(exercise: Complete, setting: Setting) -> Rendered:
    """Write a text with named gaps."""
    sentence = GAP.sub(lambda match: f"**…{match[1]}…**", exercise.sentence)
    rows = [
        (
            f"**{gap.id}**",
            setting.line(wrong.answer),
            setting.line(wrong.misconception),
            setting.line(wrong.message),
        )
        for gap in exercise.gaps
        for wrong in gap.wrong_answers
    ]
    columns = tuple(
        setting.wording(f"exercise-{key}") for key in ("gap", "wrong", "misconception", "message")
    )
    blanks = "\n".join(f'    "{gap.id}": "",' for gap in exercise.gaps)
    filled = "\n".join(f'    "{gap.id}": {gap.answer!r},' for gap in exercise.gaps)
    return Rendered(
        task=tasks.gaps(exercise, setting),
        items="\n".join(f"> {line}" for line in setting.text(sentence).split("\n")),
        starter=f"{setting.variable} = {{  # {setting.wording('exercise-a-word')}\n{blanks}\n}}",
        answer=f"{setting.variable} = {{\n{filled}\n}}",
        notes=setting.table(columns, rows),
    )


def reflect(exercise: Reflect, setting: Setting) -> Rendered:
    """Write a question for free text, with what a good answer does."""
    rubric = "\n".join(f"- {setting.line(row)}" for row in exercise.rubric)
    return Rendered(task=None, items=f"{setting.wording('exercise-rubric')}\n\n{rubric}")
