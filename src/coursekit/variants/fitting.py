"""`fit:`: what a variant leaves out so that it fits into the time there is."""

from collections.abc import Iterator

from coursekit.fit import CoreTooLongError, fitted, only
from coursekit.fit.reasons import reason
from coursekit.load.shape import Fitted
from coursekit.model.course import Course
from coursekit.model.references import Path
from coursekit.model.variant import TAG, Variant, minutes_in
from coursekit.problems import Problem
from coursekit.variants.choosing import WHOLE, LeftOut

LISTS = {"part": "parts", "exercise": "exercises", "activity": "activities", "quiz": "quiz"}
NEAREST = 2
"""So many of the choices there are stand in the problem; `coursekit plan --fit` says all of them."""


def choose(course: Course, variant: Fitted[Variant]) -> LeftOut | tuple[Problem, ...]:
    """Return what to leave out, with the reasons, or where what is core takes longer."""
    left_out: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for path, lessons, minutes in _times(course, variant):
        try:
            selection = fitted(only(course, lessons), minutes)
        except CoreTooLongError as error:
            over, _, *choices = error.lines
            hint = " ".join(choices[:NEAREST]) or "give it more time, or choose less under `lessons:`."
            place = variant.place(path)
            problems.append(variant.document.problem(place, "core-too-long", over.removesuffix("."), hint))
            continue
        for left in selection.left:
            row = left_out.setdefault(left.item.lesson, {})
            row[f"{LISTS[left.item.kind]}/{left.item.id}"] = f"to fit the time; {reason(left)}"
            if left.lesson_too:
                row[WHOLE] = "to fit the time"
    return tuple(problems) or left_out


def _times(course: Course, variant: Fitted[Variant]) -> Iterator[tuple[Path, tuple[str, ...], int]]:
    """Yield how long there is for which lessons, with its place in the variant's file."""
    spec = variant.value
    if spec is None:
        return
    if spec.fit:
        yield ("fit",), (), minutes_in(spec.fit)
    for index, choice in enumerate(spec.lessons):
        for name, lesson in course.lessons.items():
            if choice.fit and (choice.id == name or choice.id in [f"{TAG}{tag}" for tag in lesson.tags]):
                yield ("lessons", index, "fit"), (name,), minutes_in(choice.fit)
