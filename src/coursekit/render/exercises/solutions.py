"""Solutions in a student's notebook: folded, or packed so that they open after a first check."""

from importlib import resources

from coursekit.model.course import LessonView
from coursekit.model.exercise import Exercise
from coursekit.render.exercises.setting import Setting
from coursekit.wording import Wording

OPENING = """OPENING = r'''
{source}
'''
opening = {{}}
exec(OPENING, opening)
check = opening["Opening"](check, own["say"])
"""


def folded(view: LessonView, exercise: Exercise, setting: Setting, *, marked: bool) -> str:
    """Return a folded solution as Markdown; nothing where it waits, or is withheld."""
    # What nobody checks can't be tried: its solution stands there from the start.
    shown = view.course.solutions == "shown" or (view.course.solutions == "after-an-attempt" and not marked)
    # As a page folds it; a notebook passes over what it does not know.
    head = f'<details class="ck-solution" markdown="1"><summary>{setting.wording("solution")}</summary>'
    return f"{head}\n\n{setting.text(exercise.solution)}\n\n</details>" if shown else ""


def waits(view: LessonView) -> bool:
    """Tell whether solutions wait for a first check."""
    return view.course.solutions == "after-an-attempt"


def opening_words(wording: Wording) -> dict[str, str]:
    """Return what is said of solutions that wait."""
    return {key: wording(f"exercise-says-{key}") for key in ("attempt", "solution")}


def opening_source() -> str:
    """Return Python that makes the check open solutions."""
    file = resources.files("coursekit") / "render" / "exercises" / "opening.py"
    return OPENING.format(source=file.read_text(encoding="utf-8").strip())
