"""What a course teaches, practises and assesses; and what it really took, where somebody wrote that down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from coursekit.model.course import Course
from coursekit.model.lesson import Lesson
from coursekit.model.log import Taught

FAR, FEW = 0.25, 3
"""What took a quarter more or less than planned, and at least three minutes, is far off."""


@dataclass(frozen=True)
class Covered:
    """An objective, and where it is taught, practised and assessed."""

    lesson: str
    objective: str
    taught: tuple[str, ...]
    practised: tuple[str, ...]
    assessed: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """A thing, as it was planned and as it was measured."""

    lesson: str
    kind: str
    """part, exercise, activity or lesson."""
    id: str
    planned: int
    taken: tuple[int, ...]
    """Minutes, each time it was taught."""

    @property
    def median(self) -> float:
        """What it took in the middle of all times."""
        return median(self.taken)

    @property
    def far(self) -> bool:
        """Whether the plan is far off."""
        off = abs(self.median - self.planned)
        return off >= FEW and off > FAR * self.planned


def covered(course: Course) -> tuple[Covered, ...]:
    """Return each objective of a course with where it is taught, practised and assessed."""
    return tuple(
        Covered(
            name,
            objective.id,
            tuple(part.id for part in lesson.parts if objective.id in part.objectives),
            tuple(
                task.id for task in (*lesson.exercises, *lesson.activities) if objective.id in task.assesses
            ),
            tuple(question.id for question in lesson.quiz if objective.id in question.assesses),
        )
        for name, lesson in course.lessons.items()
        for objective in lesson.objectives
    )


def measured(course: Course, taught: Iterable[Taught]) -> tuple[Measured, ...]:
    """Return what was measured, in the course's order."""
    entries = tuple(taught)
    return tuple(
        found for name, lesson in course.lessons.items() for found in _measured(name, lesson, entries)
    )


def _measured(name: str, lesson: Lesson, entries: Sequence[Taught]) -> Iterator[Measured]:
    taken: dict[tuple[str, str], list[int]] = {}
    for entry in entries:
        if entry.lesson == name:
            named = ((kind, getattr(entry, kind)) for kind in ("part", "exercise", "activity"))
            thing = next(((kind, found) for kind, found in named if found), ("lesson", name))
            taken.setdefault(thing, []).append(entry.minutes)
    for thing, planned in _planned(name, lesson).items():
        if thing in taken:
            yield Measured(name, *thing, planned, tuple(taken[thing]))


def _planned(name: str, lesson: Lesson) -> dict[tuple[str, str], int]:
    planned = {("lesson", name): lesson.teaching + lesson.exercises_minutes}
    planned |= {("part", part.id): part.teaching for part in lesson.parts}
    planned |= {("exercise", exercise.id): exercise.minutes for exercise in lesson.exercises}
    return planned | {("activity", activity.id): activity.minutes for activity in lesson.activities}
