"""`fit:`: what a variant leaves out so that it fits into the time there is."""

from coursekit.fit import CoreTooLongError, fitted
from coursekit.fit.reasons import reason
from coursekit.load.document import Document
from coursekit.model.course import Course
from coursekit.problems import Problem
from coursekit.variants.choosing import WHOLE, LeftOut

LISTS = {"part": "parts", "exercise": "exercises", "activity": "activities", "quiz": "quiz"}
NEAREST = 2
"""So many of the choices there are stand in the problem; `coursekit plan --fit` says all of them."""


def choose(course: Course, minutes: int, variant: Document) -> LeftOut | Problem:
    """Return what to leave out, with the reasons, or that what is core takes longer."""
    try:
        selection = fitted(course, minutes)
    except CoreTooLongError as error:
        place = variant.place(("fit",))
        over, _, *choices = error.lines
        hint = " ".join(choices[:NEAREST]) or "give it more time, or choose less under `lessons:`."
        return variant.problem(place, "core-too-long", over.removesuffix("."), hint)
    left_out: dict[str, dict[str, str]] = {}
    for left in selection.left:
        row = left_out.setdefault(left.item.lesson, {})
        row[f"{LISTS[left.item.kind]}/{left.item.id}"] = f"to fit the time; {reason(left)}"
        if left.lesson_too:
            row[WHOLE] = "to fit the time"
    return left_out
