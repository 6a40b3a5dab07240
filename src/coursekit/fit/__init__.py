"""What to leave out of a course so that it fits into the time there is.

A selection keeps

- everything that is core;
- for each objective that is kept: a part that teaches it, and, where the whole course has them, an exercise
  or activity that practises it and a question that assesses it;
- no exercise, activity or question of which no objective is taught any more;
- of a lesson that others build on something, as long as something of these is kept.

Of all such selections that fit it is the best by the measure in `coursekit.fit.measure`: there is only one.
A slide that opens an exercise goes with the exercise, and its minutes are counted so. Breaks are not counted.
"""

from collections.abc import Sequence
from dataclasses import replace

from coursekit.fit.choose import best
from coursekit.fit.items import Item, Kind, stocks
from coursekit.fit.selection import Left, Selection, Still, selection_of
from coursekit.fit.shortfall import Shortfall, shortfall_lines, shortfall_of
from coursekit.fit.thin import thinned
from coursekit.model.course import Course

__all__ = (
    "CoreTooLongError",
    "Item",
    "Kind",
    "Left",
    "Selection",
    "Shortfall",
    "Still",
    "fitted",
    "only",
    "thinned",
)


class CoreTooLongError(Exception):
    """What is core takes longer than there is time; says by how much, and what the nearest choices are."""

    def __init__(self, shortfall: Shortfall) -> None:
        self.lines = tuple(shortfall_lines(shortfall))
        super().__init__(" ".join(self.lines))
        self.shortfall = shortfall


def only(course: Course, lessons: Sequence[str]) -> Course:
    """Return a course of some of its lessons, in its order; without any named, of all."""
    if not lessons:
        return course
    chosen = {name: lesson for name, lesson in course.lessons.items() if name in lessons}
    return replace(course, lessons=chosen)


def fitted(course: Course, minutes: int) -> Selection:
    """Return what to keep of a course. Raises CoreTooLongError.

    The result depends on nothing but the lessons and the minutes.
    """
    stock = stocks(course.lessons)
    items = best(stock, minutes)
    if items is None:
        raise CoreTooLongError(shortfall_of(stock, minutes))
    return selection_of(stock, items, minutes)
